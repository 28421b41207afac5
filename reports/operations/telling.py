"""One operation told in sections, in the reader's words, as a case is: what, when, who, figures, caveats, sources."""

from typing import Any

import polars as pl

from data_access.facts.operations import codes_of
from data_access.reference import tables as reference
from domain.cases.vocabulary import GRADES
from domain.messages import N_
from domain.operations.dimensions import ARRESTS, REGIONS, VALUES
from domain.operations.frames import LEDGER_SCHEMA
from domain.words import Words
from reports.casebook.telling import Field, Grid, Section, Source, Told
from reports.operations.dates import dates, names
from reports.operations.wording import CHECKED, caveats

_NOT_TOLD = N_("Not stated in what was read")
_OTHERS = (
    ("seizures_count", "seizures_note", N_("Seizures")),
    ("inspections", "inspections_note", N_("Inspections")),
    ("websites_closed", "websites_note", N_("Websites, domains or links closed")),
    ("organised_groups", "organised_groups_note", N_("Organised groups")),
    ("investigations_opened", "investigations_note", N_("Investigations opened")),
)


def name_of(row: dict[str, Any]) -> str:
    """'Pangea VII'."""
    return names(pl.DataFrame([row], schema=LEDGER_SCHEMA))[0]


def told(row: dict[str, Any], quantities: pl.DataFrame, words: Words, added: dict[str, Any] | None = None) -> Told:
    """An operation (LEDGER_SCHEMA) and its quantities (QUANTITY_SCHEMA) in words.

    added: what is known of its version, where the operator added it (data_access.entries.reading.KNOWN).
    """
    frame = pl.DataFrame([row], schema=LEDGER_SCHEMA)
    checked = words.month(CHECKED, wide=True)
    said = words.t("checked in {month}", month=checked)
    if added:
        version, day = str(added["version"]), format(added["saved_at"], "%Y-%m-%d")
        said = words.t("added here, version {n} of {day}", n=version, day=day)
    about = [row["op_id"], words.t(GRADES[row["source_grade"]]), said]
    return Told(
        case_id=row["op_id"],
        title=names(frame)[0],
        proven=row["verified"],
        standing=words.t("Announced and closed; every figure below was read in a listed source.")
        if row["verified"]
        else words.t("Announced and closed; not every field was read in a source."),
        warnings=tuple(caveats(row, words)),
        sections=tuple(
            s
            for s in (
                _what(row, dates(frame, words)[0], words),
                *_figures(row, quantities, words),
                _sources(row, words),
            )
            if s.fields or s.grids or s.sources
        ),
        about=" · ".join(about),
    )


def _what(row: dict[str, Any], when: str, words: Words) -> Section:
    goods = reference.names("goods")
    regions = {name: words.t(name) for code, name in REGIONS.items() if code != "global"}
    regions["global"] = words.t(REGIONS["global"])
    places = reference.names("places")
    named = [places.get(code, code) for code in row["countries_iso3"].split(";") if code]
    n = row["participating_countries"]
    own = [code for category in row["goods_categories"].split(";") for code in codes_of(category)]
    codes = [goods[code] for code in dict.fromkeys(own)]
    fields = (
        Field(words.t("When"), tuple(filter(None, (when, row["date_note"])))),
        Field(words.t("Goods, as named"), (row["goods_categories"].replace(";", ", "),)),
        Field(words.t("Goods of our list"), (words.comma(codes),)) if codes else None,
        Field(words.t("Where"), (words.comma([regions.get(r, r) for r in row["regions"].split(";")]),)),
        Field(
            words.t("Countries taking part"),
            tuple(
                filter(None, (words.number(n) if n else words.t(_NOT_TOLD), words.comma(named), row["countries_note"]))
            ),
        ),
        Field(words.t("Led by"), (row["lead_organisations"].replace(";", ", ") or words.t(_NOT_TOLD),)),
        Field(words.t("With"), (row["partner_organisations"].replace(";", ", "),))
        if row["partner_organisations"]
        else None,
        Field(words.t("Note"), (row["note"],)) if row["note"] else None,
    )
    return Section("what", words.t("What, when, who"), tuple(f for f in fields if f))


def _figures(row: dict[str, Any], quantities: pl.DataFrame, words: Words) -> tuple[Section, ...]:
    """Everything that was announced, each figure with what it counts; what is missing is said."""
    headings = (
        words.t("Figure"),
        words.t("As announced"),
        words.t("What it counts"),
        words.t("Rates"),
    )
    rows = [_arrests(row, words), _value(row, words)]
    rows += [
        (words.t(label), words.number(row[name]), row[note], "")
        for name, note, label in _OTHERS
        if row[name] is not None or row[note]
    ]
    days = row["days"]
    per_day = words.n("{n} day", "{n} days", days) if days else words.t("days not known: no figure per day")
    title = words.t("As announced, never added to other figures; {days}", days=per_day)
    grids = [Grid(title, headings, tuple(rows))]
    if quantities.height:
        amounts = tuple(
            (words.number(value), unit, what, _normal(normal, normal_unit, words))
            for value, unit, what, normal, normal_unit in quantities.drop("op_id").iter_rows()
        )
        heads = (words.t("Amount"), words.t("Unit"), words.t("Of what"), words.t("In kg or litres"))
        grids.append(Grid(words.t("Quantities: one may be a part of another, so they are never added"), heads, amounts))
    return (Section("quantities", words.t("Results as announced"), grids=tuple(grids)),)


def _normal(value: float | None, unit: str | None, words: Words) -> str:
    return words.t("{n} {unit}", n=value, unit=unit) if value is not None else "–"


def _arrests(row: dict[str, Any], words: Words) -> tuple[str, ...]:
    counts = ": ".join(filter(None, [words.t(ARRESTS[row["arrests_basis"]]), row["arrests_note"]]))
    return (words.t("Arrests"), *_figure(row, "arrests", words, counts))


def _value(row: dict[str, Any], words: Words) -> tuple[str, ...]:
    basis = words.t(VALUES[row["value_basis"]]) if row["value_basis"] else ""
    counts = words.comma([p for p in (row["value_currency"], basis, row["value_note"]) if p])
    shown = _figure({**row, "value": row["value_amount"]}, "value", words, counts)
    return (words.t("Value"), *shown)


def _figure(row: dict[str, Any], name: str, words: Words, counts: str) -> tuple[str, ...]:
    figure = words.number(row[name]) if row[name] is not None else words.t("no figure")
    rates = {"day": N_("{n} a day"), "country": N_("{n} a country taking part")}
    known = {text: row[f"{name}_per_{what}"] for what, text in rates.items()}
    said = [words.t(text, n=words.number(round(rate, 1))) for text, rate in known.items() if rate is not None]
    return (figure, counts, "; ".join(said) or "–")


def _sources(row: dict[str, Any], words: Words) -> Section:
    listed = []
    for i in (1, 2, 3):
        parts = [row[f"source{i}_{part}"] for part in ("publisher", "title", "date")]
        if any(parts):
            listed.append(Source(words.comma([p for p in parts if p]), row[f"source{i}_url"]))
    return Section("sources", words.t("Sources"), sources=tuple(listed))
