"""One record in words: original and harmonised side by side, and what a later version tells otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_access.records.detail import Record, Version
from data_access.reference import tables as reference
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS, ROLE_CERTAINTY
from domain.errors import UsageError
from domain.units import factor_text
from domain.words import Words
from reports.records.rows import NOT_TOLD, day_text, joined, money, name, quantity, short_goods


@dataclass(frozen=True)
class Section:
    """A part of a record: its heading and a table (What, As reported, Harmonised, and Remarks where there are any)."""

    title: str
    table: pl.DataFrame


Row = tuple[str, str, str, str]
ORIGIN = "The record"


def sections(version: Version, words: Words) -> list[Section]:
    """Everything known of one version; fields that few sources have are left out where nothing is known."""
    event = {k: "" if v is None and k not in _NUMBERS else v for k, v in version.event.items()}
    found = [
        _section("When and where", _where(event)),
        _section("How", _how(event)),
        _section("Route, as reported by the source", _route(event), "Certainty"),
    ]
    for line in version.lines:
        title = f"Goods, line {line['line']} of {len(version.lines)}" if len(version.lines) > 1 else "Goods"
        found.append(_section(title, _line(line)))
    return [*found, Section(ORIGIN, _origin(event, words))]


_NUMBERS = ("events", "persons", "latitude", "longitude")


def _section(title: str, rows: list[Row], remarks: str = "Remarks") -> Section:
    names = ["Field", "As reported", "Harmonised", remarks]
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    return Section(title, table if table[remarks].str.len_chars().sum() else table.drop(remarks))


def _always(what: str, reported: str, harmonised: str = "", remarks: str = "") -> list[Row]:
    return [(what, reported or NOT_TOLD, harmonised or "–", remarks)]


def _told(what: str, reported: str, harmonised: str = "", remarks: str = "") -> list[Row]:
    return _always(what, reported or "–", harmonised, remarks) if reported or harmonised else []


def _where(e: dict[str, Any]) -> list[Row]:
    precise = {"day": "dated to the day", "month": "dated to the month", "year": "dated to the year"}
    coordinates = "" if e["latitude"] is None else f"{e['latitude']:.5f}, {e['longitude']:.5f}"
    return [
        ("Date of seizure", "–", day_text(e["seized_on"], e["date_precision"]), precise[e["date_precision"]]),
        *_always("Country or territory of seizure", e["country_reported"], name("places", e["country"])),
        *_always("Administrative division", e["admin1_reported"], e["admin1"]),
        *_always("Place", e["place_reported"], e["locode"]),
        *_told("Coordinates", "", coordinates, f"precise to: {e['place_precision']}" if e["place_precision"] else ""),
        *_always("Kind of location", e["facility_reported"]),
        *_told("Agency", e["agency_reported"], AGENCY_KINDS[e["agency_kind"]] if e["agency_kind"] else ""),
    ]


def _how(e: dict[str, Any]) -> list[Row]:
    persons = "" if e["persons"] is None else str(e["persons"])
    return [
        *_always("Transport mode", e["mode_reported"], name("modes", e["mode"]) if e["mode"] else ""),
        *_always("Concealment", e["concealment_reported"]),
        *_told("Detection method", e["detection_reported"]),
        *_told("Persons involved", persons, "", "a count, never a name" if persons else ""),
    ]


def _route(e: dict[str, Any]) -> list[Row]:
    sure = dict(part.split(":", 1) for part in e["certainty"].split() if ":" in part)
    rows: list[Row] = []
    roles = {"producing": "Producing country", "departure": "Country of departure", "transit": "Transit, in order"}
    for role, label in {**roles, "destination": "Intended destination"}.items():
        codes = filter(None, e[role].split(">"))
        named = " → ".join(name("places", c) for c in codes)
        how = ROLE_CERTAINTY.get(sure.get(role, "reported"), "") if named else ""
        rows += _always(label, e[f"{role}_reported"], named, how)
    return [*rows, *_told("Routing", e["routing_reported"])]


def _line(x: Mapping[str, Any]) -> list[Row]:
    group = reference.goods_group().get(x["goods"], "")
    flag = "implausible: kept and counted, but needs checking" if x["implausible"] else ""
    return [
        *_always("Goods", x["goods_reported"], name("goods", x["goods"]), name("goods", group) if group else ""),
        *_told("Species", x["species_reported"]),
        *_told("HS heading or code", x["hs"]),
        *_told("Why illicit", x["illicit_reported"], ILLICIT_REASONS[x["illicit"]] if x["illicit"] else ""),
        *_always(
            "Quantity",
            f"{x['quantity_reported']} {x['unit_reported']}".strip(),
            quantity(x["unit_class"], x["quantity_base"]),
            joined([_factor(x), flag]),
        ),
        *_told("Value", f"{x['value_reported']} {x['currency']}".strip(), money(x)),
    ]


def _factor(x: Mapping[str, Any]) -> str:
    """How the harmonised quantity was made, in words; '' where it is as reported."""
    if "=" in x["factor"] or x["quantity_base"] is None:
        return str(x["factor"]) if "=" in x["factor"] else ""
    try:
        return factor_text(x["unit_reported"])
    except UsageError:  # a spelling that the source's own adapter knows
        return ""


def _origin(e: dict[str, Any], words: Words) -> pl.DataFrame:
    """What, Told: whose record it is, from which row of which file, and how it may be used."""
    told = {
        "Source": e["source_name"],
        "Publisher": e["source_publisher"],
        "Id at the source": e["record_id"],
        "Kind of report": e["source_type"],
        "Grading by the source": e["grading"],
        "Operation": e["operation_id"],
        "Case": e["case_id"],
        "May include seizures of other records": e["overlap"],
        "Funded by": e["funder"],
        "Owned by": name("places", e["owner_country"]) if e["owner_country"] else "",
        "Seizures it represents": "not reported" if e["events"] is None else words.number(e["events"]),
        "Exact copy": "equal in every field to an earlier row of the source" if e["is_copy"] else "",
        "Handling": e["handling"],
        "File and row": f"{e['file_name']}, row {e['file_row']}",
        "Imported": f"{e['imported_at']:%Y-%m-%d %H:%M} UTC",
        "Import run": e["run_id"],
        "First seen": e["first_seen"].isoformat(),
        "Version": str(e["version"]),
        "Key of the record": e["record_key"],
    }
    rows = [(what, said) for what, said in told.items() if said]
    return pl.DataFrame(rows, schema={"Field": pl.String, "Value": pl.String}, orient="row")


def differences(older: Version, newer: Version, words: Words) -> pl.DataFrame:
    """What, Then, Now: the fields of a record that a later version tells otherwise, what belongs to the load aside."""
    then, now = (
        {(s.title, row[0]): row[1:3] for s in sections(v, words) if s.title != ORIGIN for row in s.table.rows()}
        for v in (older, newer)
    )
    rows = []
    for field_ in dict.fromkeys([*then, *now]):
        was, is_ = (" · ".join(dict.fromkeys(p for p in x.get(field_, ()) if p != "–")) or "–" for x in (then, now))
        if was != is_:
            rows.append((field_[1] if "line" not in field_[0] else ": ".join(field_), was, is_))
    return pl.DataFrame(rows, schema=dict.fromkeys(("Field", "Then", "Now"), pl.String), orient="row")


def summary(record: Record) -> str:
    """A record in one line: what, where, when."""
    event, lines = record.versions[0].event, record.versions[0].lines
    goods = joined(short_goods(x["goods"]) for x in lines) or "Goods not reported"
    return f"{goods}, {name('places', event['country'])}, {day_text(event['seized_on'], event['date_precision'])}"
