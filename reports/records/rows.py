"""Single records in words: rows for a list, and lines for a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from data_access.cube.rollup import MILLI
from data_access.places.divisions import division_names
from data_access.records.search import Page
from data_access.reference import tables as reference
from domain.codes import VALUATIONS, VALUATIONS_INSIDE
from domain.dimensions import EMPTY, PSEUDO_LABELS, UNKNOWN
from domain.exact import for_files, needs_decimals
from domain.messages import N_
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.card import Column


def day_text(day: date, precision: str) -> str:
    """2014-03-05, 2014-03 or 2014: as precise as reported."""
    return day.isoformat()[: {"day": 10, "month": 7}.get(precision, 4)]


def name(table: str, code: str, words: Words) -> str:
    """A code in words; what is not reported, too."""
    return words.t(PSEUDO_LABELS[code]) if code in PSEUDO_LABELS else reference.names(table).get(code, code)


def short_goods(code: str, words: Words) -> str:
    """The name of goods without what it explains in brackets."""
    return name("goods", code, words).partition(" (")[0]


def quantity(unit_class: str, base: int | None, words: Words) -> str:
    """'1,201.5 kg', not rounded: a record is no headline; '' where it is not reported."""
    if base is None or unit_class not in UNIT_CLASSES:
        return ""
    kind = UNIT_CLASSES[unit_class]
    figure = words.exact(Decimal(base) / kind.base_per_unit)
    return words.t("{n} {unit}", n=figure, unit=words.t(kind.unit))


def money(line: Mapping[str, Any], words: Words) -> str:
    """'5,000 USD (street value)'; '' where it is not reported."""
    if line["value_milli"] is None:
        return ""
    return words.t(
        "{n} {currency} ({basis})",
        n=words.exact(Decimal(line["value_milli"]) / MILLI),
        currency=line["currency"],
        basis=words.t(VALUATIONS_INSIDE[line["valuation"]]),
    )


def way(row: Mapping[str, Any], words: Words) -> str:
    """'Colombia → Senegal → Spain', as far as it is known; '' where no end is."""
    stops = [row["departure"], *filter(None, row["transit"].split(">")), row["destination"]]
    if not any(stops):
        return ""
    open_ends = {EMPTY: words.t("not reported"), UNKNOWN: words.t("unknown")}
    return " → ".join(open_ends.get(code) or name("places", code, words) for code in stops)


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, each once."""
    return "; ".join(dict.fromkeys(filter(None, parts)))


def listed(page: Page, words: Words, sources: Mapping[str, str]) -> pl.DataFrame:
    """A page for readers: one row a record, everything as text. `list_columns` has the headings."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in page.lines.to_dicts():
        lines.setdefault(line["seizure_id"], []).append(line)
    rows = [_row(row, lines.get(row["seizure_id"], []), words, sources) for row in page.records.to_dicts()]
    return pl.DataFrame(rows, schema=dict.fromkeys(list_columns(words), pl.String))


COPY = N_("Equal in every field to an earlier row of the same source: listed twice, or a genuine repeat.")
"""What the mark of an exact copy means."""


def list_columns(words: Words) -> dict[str, Column]:
    """Column of the list → its heading, and how a page shows it."""
    t = words.t
    copies = t("'Leave exact copies out' in the sidebar removes them from the list.")
    harmonised = t("The same in the standard unit of its kind, in full.")
    as_precise, amount = t("As precise as reported: day, month or year."), t("Quantity and unit as reported.")
    return {
        "date": Column(t("Date"), width=92, help=as_precise),
        "is_copy": Column(t("Exact copy"), width=84, help=f"{t(COPY)} {copies}"),
        "country": Column(t("Country or territory"), width=130),
        "goods": Column(t("Goods"), width=160),
        "quantity_reported": Column(t("Quantity as reported"), short=t("Reported"), width=110, help=amount),
        "quantity": Column(t("Quantity"), short=t("Harmonised"), width=120, help=harmonised),
        "place": Column(t("Place"), width=140, help=t("As reported.")),
        "mode": Column(t("Transport mode"), short=t("Mode"), width=80, help=t("Transport mode, harmonised.")),
        "way": Column(t("From → to"), width=150, help=t("As far as it is reported.")),
        "source": Column(t("Source")),
        "remarks": Column(t("Remarks")),
    }


def _row(row: dict[str, Any], lines: list[dict[str, Any]], words: Words, sources: Mapping[str, str]) -> dict[str, str]:
    goods = [short_goods(x["goods"], words) for x in lines]
    return {
        "date": day_text(row["seized_on"], row["date_precision"]),
        "is_copy": words.t("copy") if row["is_copy"] else "",
        "country": name("places", row["country"], words),
        "place": joined([row["place_reported"], row["admin1_reported"]]),
        "goods": joined([x["species_reported"] or label for x, label in zip(lines, goods, strict=True)]),
        "quantity_reported": joined(f"{x['quantity_reported']} {x['unit_reported']}".strip() for x in lines),
        "quantity": joined(quantity(x["unit_class"], x["quantity_base"], words) for x in lines),
        "mode": name("modes", row["mode"], words) if row["mode"] else "",
        "way": way(row, words),
        "source": sources.get(row["source_id"], row["source_id"]),
        "remarks": joined(_remarks(row, lines, words)),
    }


def _remarks(row: dict[str, Any], lines: list[dict[str, Any]], words: Words) -> list[str]:
    """What a reader must know before using the row."""
    found = [words.t("quantity implausible")] if any(x["implausible"] for x in lines) else []
    if row["events"] is None:
        found.append(words.t("represents several seizures, number not reported"))
    elif row["events"] != 1:
        found.append(words.n("represents {n} seizure", "represents {n} seizures", row["events"]))
    if row["admin1_derived"]:
        found.append(derived_division(row["admin1_derived"], words))
    return found


def derived_division(code: str, words: Words) -> str:
    """'division derived from coordinates: Andalusia', which nobody reported."""
    return words.t("division derived from coordinates: {division}", division=division_names().get(code, code))


def _number(frame: pl.DataFrame, base: str, per: int | pl.Expr) -> pl.Expr:
    return for_files(pl.col(base), per, decimals=needs_decimals(frame[base]))


def lines_table(page: Page, words: Words, sources: Mapping[str, str]) -> pl.DataFrame:
    """A page for files: one row a goods line, codes beside words, numbers as numbers."""
    per = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}
    units = {k: words.t(c.unit) for k, c in UNIT_CLASSES.items()}
    open_codes = {code: words.t(label) for code, label in PSEUDO_LABELS.items()}
    bases = {code: words.t(label) for code, label in VALUATIONS.items() if code}
    places, modes, goods = (reference.names(x) for x in ("places", "modes", "goods"))
    frame = page.records.join(page.lines, on="seizure_id", how="left", maintain_order="left")
    size = {"day": 10, "month": 7, "year": 4}
    length = pl.col("date_precision").replace_strict(size, default=4, return_dtype=pl.UInt32)
    per_unit = pl.col("unit_class").replace_strict(per, default=1, return_dtype=pl.Int64)
    columns = {
        words.t("Record"): pl.col("record_key"),
        words.t("Id at the source"): pl.col("record_id"),
        words.t("Date"): pl.col("seized_on").dt.strftime("%Y-%m-%d").str.slice(0, length),
        words.t("Country code"): pl.col("country"),
        words.t("Country or territory"): pl.col("country").replace({**places, **open_codes}),
        words.t("Country as reported"): pl.col("country_reported"),
        words.t("Division as reported"): pl.col("admin1_reported"),
        words.t("Division derived from coordinates (code)"): pl.col("admin1_derived"),
        words.t("Division derived from coordinates"): pl.col("admin1_derived").replace(division_names()),
        words.t("Place as reported"): pl.col("place_reported"),
        words.t("Kind of location as reported"): pl.col("facility_reported"),
        words.t("Agency as reported"): pl.col("agency_reported"),
        words.t("Transport mode"): pl.col("mode").replace(modes),
        words.t("Concealment as reported"): pl.col("concealment_reported"),
        words.t("Producing country"): pl.col("producing").replace(places),
        words.t("Departure"): pl.col("departure").replace(places),
        words.t("Transit"): pl.col("transit"),
        words.t("Intended destination"): pl.col("destination").replace(places),
        words.p("of a record", "Line"): pl.col("line"),
        words.t("Goods code"): pl.col("goods"),
        words.t("Goods"): pl.col("goods").replace(goods),
        words.t("Goods as reported"): pl.col("goods_reported"),
        words.t("Species as reported"): pl.col("species_reported"),
        words.t("HS heading or code"): pl.col("hs"),
        words.t("Quantity as reported"): pl.col("quantity_reported"),
        words.t("Unit as reported"): pl.col("unit_reported"),
        words.t("Quantity"): _number(frame, "quantity_base", per_unit),
        words.t("Unit"): pl.col("unit_class").replace_strict(units, default="", return_dtype=pl.String),
        words.t("Implausible"): pl.col("implausible"),
        words.p("of goods", "Value"): _number(frame, "value_milli", MILLI),
        words.t("Currency"): pl.col("currency"),
        words.t("Valuation"): pl.col("valuation").replace(bases),
        words.t("Seizures the record represents"): pl.col("events"),
        words.t("Exact copy"): pl.col("is_copy"),
        words.t("Source"): pl.col("source_id").replace(dict(sources)),
    }
    return frame.select(**columns)
