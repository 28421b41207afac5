"""A company's own incidents against its sector: shares side by side, the company's figures for its eyes alone."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from data_access.incidents.sector import Sector
from data_access.reference import tables as reference
from domain.collation import az
from domain.incidents.vocabulary import BREAKDOWNS, SOURCE_TYPES
from domain.messages import N_
from domain.words import Words
from reports.card import Card, Column, Report, Text, number, share
from reports.sector.asked import Shown
from reports.sector.wording import CAUTION, OWN_UNIT, WITHHELD, about, label
from reports.studio import Studio

_FOR_YOU = N_("for your company alone")
_ONCE = N_("for your company alone; yours are among the sector's as soon as other companies have brought enough")
HOW = N_(
    "A company sees its own incidents here, beside its sector, where the operator has set the page up for it. They are "
    "brought by our template (`atlas template incidents`, `atlas import incidents FILE`); nobody else sees them."
)
_NONE = N_("Your company has brought no incidents of these goods. `atlas template incidents` makes the template.")


def against_sector(studio: Studio, shown: Shown) -> Report:
    """The company that looks, by the breakdown shown, and its incidents one by one; nothing of anybody else."""
    words, incidents = studio.words, studio.answers.incidents
    if not incidents.company:
        return (Text(words.t(HOW), "caption"),)
    own = incidents.own(shown.group)
    if own.is_empty():
        return (Text(words.t(_NONE), "info"),)
    sector = incidents.sector(shown.group, shown.without)
    beside = _beside(incidents.own_by(shown.group, shown.breakdown), sector, shown.breakdown, words)
    what = words.t(BREAKDOWNS[shown.breakdown].label)
    rest: dict[str, Any] = {"selection": shown.selection, "sources": (), "told": about(words.t(_FOR_YOU), words)}
    return (
        Card(
            key="sector_own",
            title=words.t("Your incidents against the sector's by {what}", what=what[:1].lower() + what[1:]),
            unit=words.t(OWN_UNIT),
            drawn=Drawn(None, words.n("A table of {n} row.", "A table of {n} rows.", beside.height)),
            table=beside,
            columns={
                "label": Column(what, width=300),
                "n": number(words.t("Your incidents")),
                "own": share(words.t("Of yours")),
                "sector": share(words.t("Of the sector's, at least")),
            },
            caution=" ".join([words.t(CAUTION), words.t(WITHHELD)]),
            note=words.t(
                "for your company alone; yours are among the sector's as soon as other companies have brought enough"
            ),
            **rest,
        ),
        _listed(own, words, rest),
    )


def _beside(own: pl.DataFrame, sector: Sector, breakdown: str, words: Words) -> pl.DataFrame:
    """label, n, own and sector (shares). Of the sector what may be shown: null where all of a row is withheld."""
    table, mine = sector.tables[breakdown], own["n"].sum()
    shown = pl.when(pl.col("n_right") > 0).then(pl.col("n_right") / max(sector.total, 1))
    rows = own.join(table.select("code", "n"), on="code", how="left").select(
        "code", "n", (pl.col("n") / mine).alias("own"), shown.alias("sector")
    )
    labels = pl.Series("label", [label(code, breakdown, words) for code in rows["code"]], dtype=pl.String)
    rows = rows.with_columns(labels)
    order = rows.sort(az("label")) if breakdown == "place" else rows.sort("n", "label", descending=[True, False])
    return order.select("label", "n", "own", "sector")


def _listed(own: pl.DataFrame, words: Words, rest: dict[str, Any]) -> Card:
    """The company's incidents one by one, as it brought them."""
    goods = reference.names("goods")
    names = {
        name: pl.Series(name, [label(c, of, words) for c in own[column]], dtype=pl.String)
        for name, column, of in _COLUMNS
    }
    rows = own.with_columns(
        **names,
        goods=pl.col("goods").replace_strict(goods, default=pl.col("goods"), return_dtype=pl.String),
        found=pl.Series([str(day)[: _LONG[how]] for day, how in own.select("found_on", "date_precision").iter_rows()]),
        source=pl.col("source_type").replace_strict(
            {c: words.t(t) for c, t in SOURCE_TYPES.items()}, return_dtype=pl.String
        ),
    )
    table = rows.select("incident_id", "found", "goods", *names, "quantity", "unit", "source", "funder", "note")
    heads = {"incident_id": words.t("Your number"), "found": words.t("Found on"), "goods": words.t("Goods")}
    heads |= {"place": words.t("Found in"), "kind": words.t("Kind of place"), "from": words.t("Departure")}
    heads |= {"to": words.t("Destination"), "way": words.t("Transport mode"), "hidden": words.t("Concealment")}
    heads |= {"quantity": words.t("Quantity"), "unit": words.t("Unit"), "source": words.t("Who brought it")}
    heads |= {"funder": words.t("Paid for by"), "note": words.t("Note")}
    return Card(
        key="sector_own_list",
        title=words.t("Your incidents"),
        unit=words.t(OWN_UNIT),
        drawn=Drawn(None, words.n("A table of {n} incident.", "A table of {n} incidents.", table.height)),
        table=table,
        columns={name: Column(head) for name, head in heads.items()},
        caution=words.t(CAUTION),
        note=words.t(_FOR_YOU),
        **rest,
    )


_LONG = {"day": 10, "month": 7, "year": 4}
_COLUMNS = (
    ("place", "country", "place"),
    ("kind", "found_at", "found_at"),
    ("from", "departure", "place"),
    ("to", "destination", "place"),
    ("way", "mode", "mode"),
    ("hidden", "concealment", "concealment"),
)
"""Column of the list, of the incident, and the breakdown whose words its codes have."""
