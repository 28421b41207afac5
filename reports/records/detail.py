"""One record in words: original and harmonised side by side, and what a later version reports otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_access.places.placing import outcome
from data_access.records.detail import Record, Version
from data_access.reference import tables as reference
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS, ROLE_CERTAINTY
from domain.dimensions import EMPTY, PSEUDO_LABELS
from domain.errors import UsageError
from domain.messages import N_
from domain.units import factor_text
from domain.words import Words
from reports.records.rows import day_text, derived_division, joined, money, name, quantity, short_goods


@dataclass(frozen=True)
class Section:
    """A part of a record: its key, its heading and a table for readers (what, as reported, harmonised, and remarks
    where there are any). Sections of the `event` say when, where, how and by which way; the others of goods and origin.
    """

    key: str
    title: str
    table: pl.DataFrame
    event: bool = False


Row = tuple[str, str, str, str]
ORIGIN = "origin"


def sections(version: Version, words: Words) -> list[Section]:
    """Everything known of one version; fields that few sources have are left out where nothing is known."""
    event = {k: "" if v is None and k not in _NUMBERS else v for k, v in version.event.items()}
    remarks, rows = words.t("Remarks"), _Rows(words)
    found = [
        Section("where", words.t("When and where"), _table(rows.where(event), remarks, words), event=True),
        Section("how", words.t("How"), _table(rows.how(event), remarks, words), event=True),
        Section(
            "route",
            words.t("Route, as reported by the source"),
            _table(rows.route(event), words.t("Certainty"), words),
            event=True,
        ),
    ]
    for line in version.lines:
        title = (
            words.t("Goods, line {line} of {lines}", line=str(line["line"]), lines=len(version.lines))
            if len(version.lines) > 1
            else words.t("Goods")
        )
        key = f"line {line['line']}" if len(version.lines) > 1 else "goods"
        found.append(Section(key, title, _table(rows.line(line), remarks, words)))
    return [*found, Section(ORIGIN, words.t("The record"), _origin(event, words))]


_NUMBERS = ("events", "persons", "latitude", "longitude")


def _table(rows: list[Row], remarks: str, words: Words) -> pl.DataFrame:
    """The rows for readers; `remarks`, the heading of the last column, goes where no row has any."""
    headings = [words.t("Field"), words.t("As reported"), words.t("Harmonised"), remarks]
    table = pl.DataFrame(rows, schema=dict.fromkeys(headings, pl.String), orient="row")
    return table if any(row[3] for row in rows) else table[:, :3]


@dataclass(frozen=True)
class _Rows:
    """The rows of each part, in a reader's language."""

    words: Words

    def _always(self, what: str, reported: str, harmonised: str = "", remarks: str = "") -> list[Row]:
        return [(what, reported or self.words.t(PSEUDO_LABELS[EMPTY]), harmonised or "–", remarks)]

    def _known(self, what: str, reported: str, harmonised: str = "", remarks: str = "") -> list[Row]:
        return self._always(what, reported or "–", harmonised, remarks) if reported or harmonised else []

    def where(self, e: dict[str, Any]) -> list[Row]:
        t, precision = self.words.t, e["place_precision"]
        coordinates = "" if e["latitude"] is None else f"{e['latitude']:.5f}, {e['longitude']:.5f}"
        kind = t(AGENCY_KINDS[e["agency_kind"]]) if e["agency_kind"] else ""
        precise = t("precise to: {precision}", precision=precision) if precision else ""
        day = day_text(e["seized_on"], e["date_precision"])
        place = name("places", e["country"], self.words)
        return [
            (t("Date of seizure"), "–", day, t(_DATED[e["date_precision"]])),
            *self._always(t("Country or territory of seizure"), e["country_reported"], place),
            *self._always(t("Administrative division"), e["admin1_reported"], *self._division(e)),
            *self._always(t("Place"), e["place_reported"], e["locode"]),
            *self._known(t("Coordinates"), "", coordinates, precise),
            *self._always(t("Kind of location"), e["facility_reported"]),
            *self._known(t("Agency"), e["agency_reported"], kind),
        ]

    def _division(self, e: dict[str, Any]) -> tuple[str, str]:
        """The division as a code, and the remark where it is derived, or why nothing could be derived."""
        if e["admin1_derived"]:
            return e["admin1_derived"], derived_division(e["admin1_derived"], self.words)
        if e["latitude"] is None:
            return e["admin1"], ""
        why = _NOT_PLACED.get(outcome(e))
        return e["admin1"], self.words.t(why) if why else ""

    def how(self, e: dict[str, Any]) -> list[Row]:
        t, persons = self.words.t, "" if e["persons"] is None else str(e["persons"])
        mode = name("modes", e["mode"], self.words) if e["mode"] else ""
        return [
            *self._always(t("Transport mode"), e["mode_reported"], mode),
            *self._always(t("Concealment"), e["concealment_reported"]),
            *self._known(t("Detection method"), e["detection_reported"]),
            *self._known(t("Persons involved"), persons, "", t("a count, never a name") if persons else ""),
        ]

    def route(self, e: dict[str, Any]) -> list[Row]:
        words = self.words
        sure = dict(part.split(":", 1) for part in e["certainty"].split() if ":" in part)
        rows: list[Row] = []
        for role, label in _ROLES.items():
            codes = filter(None, e[role].split(">"))
            named = " → ".join(name("places", code, words) for code in codes)
            how = sure.get(role, "reported")
            certainty = words.t(ROLE_CERTAINTY[how]) if named and how in ROLE_CERTAINTY else ""
            rows += self._always(words.t(label), e[f"{role}_reported"], named, certainty)
        return [*rows, *self._known(words.t("Routing"), e["routing_reported"])]

    def line(self, x: Mapping[str, Any]) -> list[Row]:
        words, t = self.words, self.words.t
        group = reference.goods_group().get(x["goods"], "")
        flag = t("implausible: kept and counted, but needs checking") if x["implausible"] else ""
        goods, group_name = name("goods", x["goods"], words), name("goods", group, words) if group else ""
        reported = f"{x['quantity_reported']} {x['unit_reported']}".strip()
        harmonised = quantity(x["unit_class"], x["quantity_base"], words)
        illicit = t(ILLICIT_REASONS[x["illicit"]]) if x["illicit"] else ""
        value = f"{x['value_reported']} {x['currency']}".strip()
        return [
            *self._always(t("Goods"), x["goods_reported"], goods, group_name),
            *self._known(t("Species"), x["species_reported"]),
            *self._known(t("HS heading or code"), x["hs"]),
            *self._known(t("Why illicit"), x["illicit_reported"], illicit),
            *self._always(t("Quantity"), reported, harmonised, joined([_factor(x, words), flag])),
            *self._known(words.p("of goods", "Value"), value, money(x, words)),
        ]


_DATED = {
    "day": N_("dated to the day"),
    "month": N_("dated to the month"),
    "year": N_("dated to the year"),
}
_NOT_PLACED = {
    "outside": N_("not derived from the coordinates: they lie outside the country or territory reported"),
    "rough": N_("not derived from the coordinates: they may be only the middle of the country or territory"),
}
_ROLES = {
    "producing": N_("Producing country"),
    "departure": N_("Country of departure"),
    "transit": N_("Transit, in order"),
    "destination": N_("Intended destination"),
}


def _factor(x: Mapping[str, Any], words: Words) -> str:
    """How the harmonised quantity was made, in words; '' where it is as reported."""
    if "=" in x["factor"] or x["quantity_base"] is None:
        return words.unpacked(x["factor"]) if "=" in x["factor"] else ""
    try:
        return words.unpacked(factor_text(x["unit_reported"]))
    except UsageError:  # a spelling that the source's own adapter knows
        return ""


def _origin(e: dict[str, Any], words: Words) -> pl.DataFrame:
    """Whose record it is, from which row of which file, and how it may be used: a field and its value."""
    t = words.t
    known = [
        (t("Source"), e["source_name"]),
        (t("Publisher"), e["source_publisher"]),
        (t("Id at the source"), e["record_id"]),
        (t("Kind of report"), e["source_type"]),
        (t("Grading by the source"), e["grading"]),
        (t("Operation"), e["operation_id"]),
        (t("Case"), e["case_id"]),
        (t("May include seizures of other records"), e["overlap"]),
        (t("Funded by"), e["funder"]),
        (t("Owned by"), name("places", e["owner_country"], words) if e["owner_country"] else ""),
        (t("Seizures it represents"), t("not reported") if e["events"] is None else words.number(e["events"])),
        (t("Exact copy"), t("equal in every field to an earlier row of the source") if e["is_copy"] else ""),
        (t("Handling"), e["handling"]),
        (t("File and row"), t("{file}, row {row}", file=e["file_name"], row=str(e["file_row"]))),
        (t("Imported"), f"{e['imported_at']:%Y-%m-%d %H:%M} UTC"),
        (t("Import run"), e["run_id"]),
        (t("First seen"), e["first_seen"].isoformat()),
        (t("Version"), str(e["version"])),
        (t("Key of the record"), e["record_key"]),
    ]
    rows = [(what, value) for what, value in known if value]
    headings = (t("Field"), words.p("of a field", "Value"))
    return pl.DataFrame(rows, schema=dict.fromkeys(headings, pl.String), orient="row")


def differences(older: Version, newer: Version, words: Words) -> pl.DataFrame:
    """Field, then, now: the fields of a record that a later version gives otherwise, what belongs to the load aside."""
    then, now = (
        {
            (section.title, row[0], section.key): row[1:3]
            for section in sections(version, words)
            if section.key != ORIGIN
            for row in section.table.rows()
        }
        for version in (older, newer)
    )
    rows = []
    for key in dict.fromkeys([*then, *now]):
        was, is_ = (" · ".join(dict.fromkeys(p for p in x.get(key, ()) if p != "–")) or "–" for x in (then, now))
        if was != is_:
            title, what, section = key
            several = section.startswith("line ")
            rows.append((words.t("{title}: {field}", title=title, field=what) if several else what, was, is_))
    headings = (words.t("Field"), words.t("Then"), words.t("Now"))
    return pl.DataFrame(rows, schema=dict.fromkeys(headings, pl.String), orient="row")


def summary(record: Record, words: Words) -> str:
    """A record in one line: what, where, when."""
    event, lines = record.versions[0].event, record.versions[0].lines
    goods = joined(short_goods(x["goods"], words) for x in lines) or words.t("Goods not reported")
    day = day_text(event["seized_on"], event["date_precision"])
    return words.comma([goods, name("places", event["country"], words), day])
