"""Small random records, and a slow plain-Python twin that counts them one by one."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from data_access.ingest.loading import load
from domain.selection import Selection
from tests.data_access.located import INFO, chunk_of

SOURCES = ("customs", "police", "press")
"""Customs and police may hold the same seizures: customs counts."""
LEVELS = ("public", "restricted")
GOODS = ("cocaine", "heroin", "cigarettes", "unclassified")
REASONS = ("", "prohibited", "counterfeit")
COUNTRIES = ("ESP", "FRA", "unknown")
PLACES = ("", "Port Bou", "Irún; gate|2")
DIVISIONS = (("", ""), ("ES-CT", ""), ("", "Catalonia"), ("", "Nowhere"))
ENDS = ("", "unknown", "COL", "ESP")
MODES = ("", "air", "maritime")
DAYS = (
    ("2014-03-05", "day"),
    ("2014-03-31", "day"),
    ("2014-12-01", "month"),
    ("2015-01-01", "year"),
    ("2015-06-30", "day"),
    ("2017-02-01", "month"),
)


def infos():
    """The sources of the records."""
    group = {"customs": ("one", 1), "police": ("one", 2), "press": ("", 100)}
    return {s: replace(INFO, source_id=s, name=s, overlap_group=g, precedence=p) for s, (g, p) in group.items()}


LINES = st.lists(
    st.fixed_dictionaries(
        {
            "goods": st.sampled_from(GOODS),
            "illicit": st.sampled_from(REASONS),
            "unit_class": st.sampled_from(("", "mass", "pieces")),
            "quantity_base": st.sampled_from((None, 0, 5, 2**40)),
            "value_milli": st.sampled_from((None, 7, 10**12)),
            "currency": st.sampled_from(("", "EUR", "USD")),
            "implausible": st.booleans(),
        }
    ),
    min_size=1,
    max_size=3,
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(SOURCES),
            "handling": st.sampled_from(LEVELS),
            "country": st.sampled_from(COUNTRIES),
            "mode": st.sampled_from(MODES),
            "departure": st.sampled_from(ENDS),
            "destination": st.sampled_from(ENDS),
            "producing": st.sampled_from(ENDS),
            "place": st.sampled_from(PLACES),
            "division": st.sampled_from(DIVISIONS),
            "day": st.sampled_from(DAYS),
            "events": st.sampled_from((1, 1, 1, None, 0, 3)),
            "content": st.sampled_from("abc"),
            "lines": LINES,
        }
    ),
    min_size=1,
    max_size=12,
)


def stored(engine, records):
    """Load the records, a file a source. Rows of equal content in one source are copies."""
    for source, info in infos().items():
        mine = [r for r in records if r["source"] == source]
        if mine:
            load(engine, info, [chunk_of(list(_rows(mine)))], f"{source}.csv", "")


def _rows(records):
    for number, record in enumerate(records, start=2):
        day, precision = record["day"]
        code, words = record["division"]
        event = {
            k: record[k] for k in ("handling", "country", "mode", "departure", "destination", "producing", "events")
        }
        event |= {"row": number, "content": record["content"], "admin1": code, "admin1_reported": words}
        event |= {"seized_on": date.fromisoformat(day), "date_precision": precision, "place_reported": record["place"]}
        for i, line in enumerate(record["lines"], start=1):
            yield {**event, **line, "line": i, "valuation": "street" if line["currency"] else ""}


def _found(record):
    """What a record says, by dimension."""
    (day, precision), (code, words) = record["day"], record["division"]
    division = "ES-CT" if "ES-CT" in code or words == "Catalonia" else "other" if words or code else ""
    if record["country"] != "ESP" and division == "ES-CT":
        division = "other"
    month = "" if precision == "year" else day[:7]
    plain = {d: record[d] for d in ("source", "country", "mode", "departure", "destination", "producing", "place")}
    route = f"{record['departure']}>{record['destination']}"
    return plain | {"year": day[:4], "month": month, "division": division, "route": route}


def _within(record, selection):
    day, precision = record["day"]
    first, last = (f"{day[:4]}-01", f"{day[:4]}-12") if precision == "year" else (day[:7], day[:7])
    return (not selection.start or first >= selection.start) and (not selection.end or last <= selection.end)


GROUP = {"cocaine": "drugs", "heroin": "drugs", "cigarettes": "tobacco", "unclassified": "other-goods"}


def _line_passes(line, where):
    goods = set(where.get("goods", GOODS))
    asked = line["goods"] in goods or GROUP[line["goods"]] in goods
    grouped = GROUP[line["goods"]] in where.get("goods_group", GROUP.values()) or line["goods"] in where.get(
        "goods_group", ()
    )
    return asked and grouped and line["illicit"] in where.get("illicit", REASONS)


def passing(records, selection: Selection, levels):
    """The records that count, each with the lines that meet the filters."""
    where, seen, found = dict(selection.where), set(), []
    visible = {r["source"] for r in records if r["handling"] in levels}
    asked = visible & set(where.get("source", SOURCES))
    left_out = {"police"} if {"customs", "police"} <= asked else set()
    for record in sorted(records, key=lambda r: SOURCES.index(r["source"])):
        copy = (record["source"], record["content"]) in seen
        seen.add((record["source"], record["content"]))
        says, lines = _found(record), [line for line in record["lines"] if _line_passes(line, where)]
        tests = [says[d] in values for d, values in where.items() if d in says]
        ok = all(tests) and lines and record["handling"] in levels and record["source"] in asked - left_out
        if ok and _within(record, selection) and not (selection.distinct and copy):
            found.append((record, lines))
    return found


def _cells(record, lines, by):
    """The cells that a record stands in: once in each."""
    says = _found(record)
    return {
        tuple(
            {"goods": line["goods"], "illicit": line["illicit"], "goods_group": GROUP[line["goods"]]}.get(
                d, says.get(d)
            )
            for d in by
        )
        for line in lines
    }


def counted(records, selection, by, levels):
    """Cell → seizures (None where no record says how many)."""
    found = {}
    for record, lines in passing(records, selection, levels):
        for cell in _cells(record, lines, by):
            found.setdefault(cell, []).append(record["events"])
    return {c: sum(e for e in v if e is not None) if any(e is not None for e in v) else None for c, v in found.items()}


def summed(records, selection, by, levels, kind):
    """Cell → (sum, largest) of what is reported in this kind, in base units; None where nothing is.

    `kind`: (unit class,), or (currency, valuation basis).
    """
    figure, name = ("quantity_base", "unit_class") if len(kind) == 1 else ("value_milli", "currency")
    found = {}
    for record, lines in passing(records, selection, levels):
        seizure = {}
        for line in lines:
            if line[name] == kind[0]:
                seizure.setdefault((line["goods"], line["illicit"]), []).append(line)
        for same in seizure.values():
            (cell,) = _cells(record, same[:1], by)
            known = [line[figure] for line in same if line[figure] is not None]
            found.setdefault(cell, []).append(sum(known) if known else None)
    known = {cell: [v for v in values if v is not None] for cell, values in found.items()}
    return {cell: (sum(values), max(values)) if values else None for cell, values in known.items()}
