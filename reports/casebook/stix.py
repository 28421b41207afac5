"""Cases as a STIX 2.1 bundle: only what has a place there, and never a person.

A case is a campaign, its group an identity of class "group" without a name, its places are locations; a note on the
campaign says the standards, the finality, the quantities with their roles and the caveats. Seizures are no observed
data (those are of computers), and nobody is called a threat actor: that would be an accusation of ours. Ids are made
from the ids of the cases, so that the same case is the same object in every bundle.
"""

import json
import uuid
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote

import stix2

from data_access.casebook.source import SHIPPED
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.cases.case import Case, Quantity
from domain.messages import N_
from domain.words import Words
from reports.exports import MAKER

SPACE = uuid.UUID("6f0f8f0e-7c0e-5d0a-9b53-3c1f7a1b9c55")
"""The namespace of our ids."""
EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
CLEAR = ("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear")
STRICT = ("939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict")
"""Markings of the Traffic Light Protocol 2.0, as OASIS defines them: the library knows version 1 alone."""
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
GROUP = N_("The group of the case, as its link to organised crime says")
_ROLES = {**v.PLACE_ROLES, "group": GROUP}
_RELATIONS = {
    "origin": "originates-from",
    "destination": "targets",
    "transit": "related-to",
    "jurisdiction": "related-to",
}


def bundle(cases: list[tuple[Case, dict[str, Any]]], about: dict[str, Any], store: str, words: Words) -> dict[str, Any]:
    """The bundle of cases with their rows (CASE_SCHEMA); about: what must be said of the selection (see files.about).

    store: the identity of the store, a part of the ids of cases that are its own.
    """
    maker = stix2.Identity(
        id=_id("identity", MAKER), name=MAKER, identity_class="system", created=_BEGUN, modified=_BEGUN
    )
    codes = sorted({place.code for case, _ in cases for place in case.places})
    places = {code: _location(code, maker) for code in codes}
    objects: list[Any] = [maker, *places.values()]
    levels = {_marking(row["handling"]) for _, row in cases}
    for case, row in cases:
        objects += _case(case, row, places, maker, store, words)
    campaigns = [one for one in objects if one["type"] == "campaign"]
    if campaigns:
        objects.append(_report(campaigns, about, maker, levels))
    content = [_written(one) for one in objects]
    return {
        "type": "bundle",
        "id": _id("bundle", *[one["id"] for one in content]),
        "objects": [*(_definition(*level) for level in sorted(levels)), *content],
    }


def _written(one: Any) -> dict[str, Any]:
    return dict(json.loads(one.serialize()))


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid.uuid5(SPACE, '/'.join((kind, *parts)))}"


def _marking(handling: str) -> tuple[str, str, str]:
    return CLEAR if handling == "public" else STRICT


def _definition(key: str, name: str, level: str) -> dict[str, Any]:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{key}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": name,
        "extensions": {EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level}},
    }


def _location(code: str, maker: stix2.Identity) -> stix2.Location:
    alpha2 = dict(reference.places().select("code", "alpha2").iter_rows())[code]
    fields = {"name": reference.names("places")[code], "country": alpha2, "created_by_ref": maker.id}
    return stix2.Location(id=_id("location", code), created=_BEGUN, modified=_BEGUN, **fields)


def _case(
    case: Case,
    row: dict[str, Any],
    places: dict[str, stix2.Location],
    maker: stix2.Identity,
    store: str,
    words: Words,
) -> list[Any]:
    """The objects of one case."""
    own = () if row["source"] == SHIPPED.source_id else (store,)
    created = _moment(row["first_seen"] or date.fromisoformat(f"{case.checked_on}-01"))
    saved = row["saved_at"].replace(tzinfo=UTC) if row["saved_at"] else created
    shared: dict[str, Any] = {
        "created": created,
        "modified": max(created, saved),
        "created_by_ref": maker.id,
        "object_marking_refs": [f"marking-definition--{_marking(row['handling'])[0]}"],
    }
    labels = [f"evidence:{case.evidence_standard}", f"organised-crime-link:{case.oc_link_standard}"]
    labels += [f"finality:{case.finality}", "proven" if row["proven"] else "not-proven"]
    campaign = stix2.Campaign(
        id=_id("campaign", case.case_id, *own),
        name=case.title,
        description=_description(case, words),
        labels=labels,
        external_references=[_reference(s.title, s.publisher, s.date, s.address) for s in case.sources],
        **shared,
    )
    group = stix2.Identity(
        id=_id("identity", case.case_id, *own),
        name=words.t("{kind} of case {case}", kind=words.t(v.GROUP_KINDS[case.group_kind]), case=case.case_id),
        identity_class="group",
        **shared,
    )
    note = stix2.Note(
        id=_id("note", case.case_id, *own),
        content=_content(case, words),
        object_refs=[campaign.id],
        labels=labels,
        **shared,
    )
    linked = [(_RELATIONS[p.role], p.role, places[p.code]) for p in case.places]
    if case.group_kind != "none":
        linked.append(("related-to", "group", group))
    ties = [
        stix2.Relationship(
            id=_id("relationship", case.case_id, role, target.id, *own),
            relationship_type=relation,
            description=words.t(_ROLES[role]),
            source_ref=campaign.id,
            target_ref=target.id,
            **shared,
        )
        for relation, role, target in linked
    ]
    return [campaign, *([group] if case.group_kind != "none" else []), note, *ties]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _reference(title: str, publisher: str, day: str, address: str) -> dict[str, str]:
    fields = {"source_name": publisher or title, "description": ", ".join(filter(None, (title, day)))}
    url = quote(address, safe=_IN_ADDRESSES)  # a URI has ASCII letters alone, an address found on the web any
    return {key: text for key, text in (fields | {"url": url}).items() if text}


def _description(case: Case, words: Words) -> str:
    goods = words.t("Goods: {goods}", goods=", ".join(g.category for g in case.goods))
    how = [case.concealment, case.transport, case.documents, case.online]
    return " · ".join(filter(None, [goods, case.period, *how]))


def _content(case: Case, words: Words) -> str:
    """The standards and caveats, one a line: STIX has no place of its own for them."""
    t = words.t
    crimes = [f"{t(v.CRIMES[c.crime])} ({t(v.CRIME_STANDARDS[c.standard])})" for c in case.linked_crimes]
    absence = t("at least one sentence was passed in absence") if case.in_absence else ""
    terrorism = (
        "" if case.terrorism_level == "none" else f"{t(v.TERRORISM[case.terrorism_level])}. {case.terrorism_basis}"
    )
    lines = {
        t("Evidence"): t(v.EVIDENCE[case.evidence_standard]),
        t("Link to organised crime"): f"{t(v.LINK[case.oc_link_standard])}. {case.link_how}",
        t("Kind of group"): f"{t(v.GROUP_KINDS[case.group_kind])}. {case.group_type}",
        t("Linked crimes"): "; ".join(crimes),
        t("Outcome"): case.outcome,
        t("Finality"): t(v.FINALITY[case.finality]),
        t("In absence"): absence,
        t("Death sentence"): t("a death sentence is recorded") if case.death_sentence else "",
        t("Quantities, never to be added across roles"): "; ".join(_amount(q, words) for q in case.quantities),
        t("Court"): case.court,
        t("Link to terrorism"): terrorism,
        t("Last checked"): case.checked_on,
        t("Grade of the sources"): t(v.GRADES[case.source_grade]),
        t("Fields not read in a source"): "; ".join(case.unverified_fields),
        t("Caveats"): case.note,
        t("Erratum"): case.erratum,
    }
    return "\n".join(f"{name}: {text.strip()}" for name, text in lines.items() if text.strip())


def _amount(quantity: Quantity, words: Words) -> str:
    unit = quantity.currency or quantity.unit
    amount = " ".join(filter(None, (quantity.qualifier, quantity.value, unit, quantity.what)))
    return f"{words.t(v.QUANTITY_ROLES[quantity.role])}: {amount}"


def _report(
    campaigns: list[Any], about: dict[str, Any], maker: stix2.Identity, levels: set[tuple[str, str, str]]
) -> stix2.Report:
    newest = max(one["modified"] for one in campaigns)
    return stix2.Report(
        id=_id("report", *[one["id"] for one in campaigns]),
        name=about["title"],
        description=f"{about['criteria']} {about['filters_in_words']}. {about['how_not_to_read']}",
        report_types=["campaign"],
        published=newest,
        created=newest,
        modified=newest,
        created_by_ref=maker.id,
        object_refs=[one["id"] for one in campaigns],
        object_marking_refs=[f"marking-definition--{key}" for key, *_ in sorted(levels)],
    )
