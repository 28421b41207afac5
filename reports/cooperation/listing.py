"""Who works with whom: countries and kinds of agency that joint operations and cases name together."""

import polars as pl

from charts.bars import bars
from charts.drawn import Drawn
from charts.networks.circles import circles, width
from charts.networks.marks import Look, network
from data_access.cooperation.joint import SHARED
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.codes import AGENCY_KINDS
from domain.collation import az, by_name
from domain.dimensions import DIMENSIONS
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Metric, Metrics, Report, Text, number
from reports.cooperation.routes import never_together
from reports.networks.asked import readable
from reports.networks.worded import names
from reports.studio import Studio

UNIT = N_("announced operations and documented cases")
CAUTION = N_(
    "Few records name all countries that took part, and only announced operations and documented cases are known: two "
    "countries that stand here in no record together may work together every day. Nothing here ranks anybody."
)
SIDE = 30
"""Countries of the matrix: those of most records, A–Z."""
TOGETHER = 2
"""Ties of the picture: pairs that at least so many records name."""
_IDS = 8


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows."""
    selection = question.selection
    return (
        *figures(studio, selection),
        *countries(studio, selection),
        *agencies(studio, selection),
        *never_together(studio, selection),
    )


def figures(studio: Studio, selection: Selection) -> Report:
    """How many records there are, and how many of them name what is shown below."""
    words, found = studio.words, studio.answers.cooperation.joint(selection)
    if found.is_empty():
        return (Text(words.t("No announced operation and no documented case fits these filters."), "info"),)
    named, several = (found.filter(pl.col("countries").list.len() >= n).height for n in (1, TOGETHER))
    kinds = found.filter(pl.col("agencies").list.len() >= TOGETHER).height
    unassigned = int(found["unassigned"].sum())
    places = found.explode("countries")["countries"].drop_nulls().n_unique()
    operations = found.filter(pl.col("sort") == "operation").height
    shown = (
        Metric(
            label=words.t("Records"),
            value=words.number(found.height),
            note=words.t("{a} announced operations, {b} documented cases", a=operations, b=found.height - operations),
        ),
        Metric(
            label=words.t("Name several countries"),
            value=words.t("{n} of {all}", n=several, all=found.height),
            note=words.t("{n} name any; of the others nobody knows who took part", n=named),
            part=several / found.height,
        ),
        Metric(
            label=words.t("Countries and territories named"),
            value=words.number(places),
            note=words.t("that took part, or whose courts decided"),
        ),
        Metric(
            label=words.t("Name several kinds of agency"),
            value=words.t("{n} of {all}", n=kinds, all=found.height),
            note=words.n(
                "by the words of names; {n} name tells no kind",
                "by the words of names; {n} have names of no known kind",
                unassigned,
            ),
            part=kinds / found.height,
        ),
    )
    return (Metrics(shown), *_only_seizures(selection, words))


def _only_seizures(selection: Selection, words: Words) -> Report:
    """That some filters do not narrow the records: they mean nothing of operations and cases."""
    foreign = [words.t(DIMENSIONS[key].label) for key, _ in selection.where if key not in SHARED]
    if not foreign:
        return ()
    text = words.t(
        "Of seizures alone, and so of the routes below, not of the records: {names}.", names=words.comma(foreign)
    )
    return (Text(text, "caption"),)


def _card(
    studio: Studio, selection: Selection, key: str, title: str, drawn: Drawn, table: pl.DataFrame, **more: object
) -> Card:
    words = studio.words
    levels = sorted({"public", *studio.answers.cooperation.joint(selection)["handling"]})
    return Card(
        key=key,
        title=title,
        unit=words.t(UNIT),
        drawn=drawn,
        table=table,
        selection=selection,
        caution=words.t(CAUTION),
        credit=(words.t(_SOURCES), _CHECKED),
        told={"handling": " · ".join(levels)},
        **more,  # type: ignore[arg-type]
    )


_SOURCES = N_("Announced operations and documented cases, each with its sources on its page")
_CHECKED = "2026-11"


def countries(studio: Studio, selection: Selection) -> Report:
    """Countries that records name together: matrix, network of what several records tell, all pairs as a table."""
    words, found = studio.words, studio.answers.cooperation.joint(selection)
    pairs = studio.answers.cooperation.pairs(selection)
    if pairs.is_empty():
        return ()
    several = found.filter(pl.col("countries").list.len() >= TOGETHER).height
    places = reference.names("places")
    title = words.t("Countries named together: {n} of {all} records name several", n=several, all=found.height)
    shown = _most(found, places)
    table = _table(pairs, places, words)
    cells, note = _cells(pairs.filter(pl.col("one").is_in(shown), pl.col("other").is_in(shown)), places, words), ""
    every = found.explode("countries")["countries"].drop_nulls().n_unique()
    if every > len(shown):
        note = words.t("{n} of {all} countries, those of most records, A–Z", n=len(shown), all=every)
    side = pl.DataFrame({"code": shown, "label": [places.get(code, code) for code in shown]})
    drawn = circles(cells, side, side, words=words, theme=studio.theme, unit=words.t(UNIT))
    look = {"columns": _columns(words), "note": note, "width": width(len(shown)), "only": "wide"}
    listed = Drawn(None, words.n("Table of {n} row.", "Table of {n} rows.", table.height))
    narrow = {"columns": _columns(words), "only": "narrow"}
    return (
        _card(studio, selection, "cooperation_matrix", title, drawn, table, **look),
        _card(studio, selection, "cooperation_pairs", title, listed, table, **narrow),
        *_network(studio, selection, pairs, places),
    )


def _most(found: pl.DataFrame, places: dict[str, str]) -> list[str]:
    """The countries of most records, A–Z."""
    several = found.filter(pl.col("countries").list.len() >= TOGETHER)
    counts = several.explode("countries").group_by("countries").len().sort("len", "countries", descending=[True, False])
    return by_name(counts.head(SIDE)["countries"].to_list(), places)


def _cells(pairs: pl.DataFrame, labels: dict[str, str], words: Words) -> pl.DataFrame:
    """row, column, value, said: both halves of the matrix."""
    rows = []
    for one, other, n, ids in pairs.iter_rows():
        both = words.t("{one} – {other}", one=labels.get(one, one), other=labels.get(other, other))
        told = words.n("{n} record", "{n} records", n)
        said = f"<b>{both}</b>: {told}<br>{names(ids, words, _IDS)}"
        rows += [(one, other, n, said), (other, one, n, said)]
    schema = {"row": pl.String, "column": pl.String, "value": pl.Int64, "said": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _table(pairs: pl.DataFrame, labels: dict[str, str], words: Words) -> pl.DataFrame:
    name = [pl.col(c).replace_strict(labels, default=pl.col(c), return_dtype=pl.String) for c in ("one", "other")]
    ids = pl.Series("records", [names(some, words, _IDS) for some in pairs["records"]], dtype=pl.String)
    return pairs.with_columns(*name, ids).sort(az("one"), az("other"))


def _columns(words: Words) -> dict[str, Column]:
    return {
        "one": Column(words.t("One"), width=180),
        "other": Column(words.t("The other"), width=180),
        "n": number(words.t("Records that name both")),
        "records": Column(words.t("Which"), width=320),
    }


def _network(studio: Studio, selection: Selection, pairs: pl.DataFrame, places: dict[str, str]) -> Report:
    """What several records tell, as marks and ties; nothing where that is too much to be read."""
    words, ties = studio.words, pairs.filter(pl.col("n") >= TOGETHER)
    codes = sorted({*ties["one"], *ties["other"]})
    if not codes:
        return ()
    if not readable(len(codes), ties.height):
        return (
            Text(words.t("So many countries are named together that a network of them cannot be read."), "caption"),
        )
    degree = {code: ties.filter((pl.col("one") == code) | (pl.col("other") == code)).height for code in codes}
    kind, labels = words.t("Country or territory"), [places.get(code, code) for code in codes]
    nodes = pl.DataFrame(
        {
            "code": codes,
            "label": labels,
            "kind": [kind] * len(codes),
            "degree": [degree[code] for code in codes],
            "said": [
                words.t("{place}: with {n} others", place=f"<b>{label}</b>", n=degree[code])
                for code, label in zip(codes, labels, strict=True)
            ],
        }
    )
    alt = words.t("Network of {nodes} countries and {ties} ties.", nodes=len(codes), ties=ties.height)
    edges = ties.select(pl.col("one").alias("start"), pl.col("other").alias("end"))
    drawn = network(nodes, edges, words=words, theme=studio.theme, alt=alt, looks=(Look(kind, "circle", 0),))
    title = words.t("Countries that at least {n} records name together", n=TOGETHER)
    more = {"columns": _columns(words), "scrolls": True}
    return (_card(studio, selection, "cooperation_network", title, drawn, _table(ties, places, words), **more),)


def agencies(studio: Studio, selection: Selection) -> Report:
    """Which kinds of agency the records name, and which together."""
    return (*mix(studio, selection), *kinds(studio, selection))


def mix(studio: Studio, selection: Selection) -> Report:
    """Which kinds of agency the records name: police, customs, regulator, private sector."""
    words, found = studio.words, studio.answers.cooperation.joint(selection)
    labels = {code: words.t(label) for code, label in AGENCY_KINDS.items() if code}
    named = found.filter(pl.col("agencies").list.len() > 0)
    if named.is_empty():
        return ()
    counts = dict(named.explode("agencies").group_by("agencies").len().iter_rows())
    rows = [
        (code, label, float(counts[code]), CellState.VALUE.value) for code, label in labels.items() if code in counts
    ]
    frame = pl.DataFrame(rows, schema=["code", "label", "value", "state"], orient="row")
    note = words.t(
        "{n} of {all} records name a kind; by the words of names; a record stands in each of its rows",
        n=named.height,
        all=found.height,
    )
    return (
        _card(
            studio,
            selection,
            "cooperation_agencies",
            words.t("Kinds of agency in the records"),
            bars(frame, words=words, theme=studio.theme, unit=words.t(UNIT)),
            frame.select("label", pl.col("value").cast(pl.Int64)),
            columns={"label": Column(words.t("Kind of agency")), "value": number(words.t("Records"))},
            note=note,
        ),
    )


def kinds(studio: Studio, selection: Selection) -> Report:
    """Kinds of agency that records name together."""
    words, pairs = studio.words, studio.answers.cooperation.pairs(selection, "agencies")
    if pairs.is_empty():
        return ()
    labels = {code: words.t(label) for code, label in AGENCY_KINDS.items() if code}
    there = {*pairs["one"], *pairs["other"]}
    present = [code for code in labels if code in there]
    side = pl.DataFrame({"code": present, "label": [labels[code] for code in present]})
    cells = _cells(pairs, labels, words)
    drawn = circles(cells, side, side, words=words, theme=studio.theme, unit=words.t(UNIT))
    title, look = words.t("Kinds of agency named together"), {"columns": _columns(words)}
    return (_card(studio, selection, "cooperation_kinds", title, drawn, _table(pairs, labels, words), **look),)
