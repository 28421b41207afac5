"""What else is known of a place or of goods in the same period: operations, figures, courses, companies' incidents.

Each has its own counting unit. They are never added, and none says what caused another.
"""

import polars as pl

from charts.drawn import Drawn
from data_access.facts.benchmarks import definitions
from data_access.reference import tables as reference
from domain.benchmarks.selection import BenchmarkSelection
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.card import Card, Metric, Metrics, Report, Text, Way
from reports.operations.dates import dates, names
from reports.operations.listing import entry
from reports.operations.rows import columns, table
from reports.operations.wording import UNIT, caution
from reports.studio import Studio
from reports.wording import markdown_safe

SHOWN = 5
TITLE = N_("In the same period")
_SAID = N_(
    "Each has its own counting unit: none is added to seizures or to another, and that they fall into the same period "
    "says nothing of what caused what. Companies' incidents are of all years: by year they could be told apart."
)
EU, USA = "eu", "USA"


def of_place(studio: Studio, inside: Selection, place: str, name: str) -> Report:
    """Of a country or territory, for the goods and the period that the page is about."""
    goods = tuple((d, inside.values(d)) for d in ("goods", "goods_group") if inside.values(d))
    asked = OperationSelection(where=(("country", (place,)), *goods), start=inside.start, end=inside.end)
    known = _definitions(place)
    published = (
        BenchmarkSelection(where=(("definition", known),), start=inside.start, end=inside.end) if known else None
    )
    return _report(studio, asked, published, _of_country(studio, place), name, key="country")


def of_goods(studio: Studio, inside: Selection, code: str, name: str) -> Report:
    """Of goods, or of a group of them, for the period that the page is about."""
    period = {"start": inside.start, "end": inside.end}
    goods, group = (("goods", (code,)),), reference.goods_group()[code]
    sector = studio.answers.incidents.sector(group).total
    way = Way("sector", Question(options=(("good", group),)))
    return _report(
        studio,
        OperationSelection(where=goods, **period),
        BenchmarkSelection(where=goods, **period),
        _incidents(studio, sector, way),
        name,
        key="goods",
    )


def _definitions(place: str) -> tuple[str, ...]:
    """The definitions of published figures that are of this country, or of the European Union that it belongs to."""
    union = reference.membership("blocs").filter(region=EU)["country"].to_list()
    mark = "us-" if place == USA else "eu-" if place in union else ""
    return tuple(code for code in definitions() if mark and code.startswith(mark))


def _of_country(studio: Studio, place: str) -> Metric:
    """Companies' incidents found there, of all sectors, in what may be shown."""
    incidents, n = studio.answers.incidents, 0
    for group in sorted(set(reference.goods_group().values())):
        found = incidents.sector(group).tables["place"].filter(code=place)
        n += int(found["n"].sum())
    return _incidents(studio, n, Way("sector", Question(options=(("show", "place"),))))


def _incidents(studio: Studio, n: int, way: Way) -> Metric:
    words = studio.words
    return Metric(
        label=words.t("Companies' incidents"),
        value=words.number(n) if n else "–",
        note=words.t("of three companies or more, at least, of all years") if n else words.t("none that may be shown"),
        way=way,
    )


def _report(
    studio: Studio,
    asked: OperationSelection,
    published: BenchmarkSelection | None,
    incidents: Metric,
    name: str,
    *,
    key: str,
) -> Report:
    words, answers = studio.words, studio.answers
    found = answers.operations.listed(asked.counted())
    figures = answers.benchmarks.listed(published) if published else None
    unnamed = 0
    if asked.values("country"):
        unnamed = answers.operations.listed(asked.having("country", ("",)).counted()).height
    more = words.n("{n} more does not name its countries", "{n} more do not name their countries", unnamed)
    metrics = (
        Metric(
            label=words.t("Announced operations"),
            value=words.number(found.height),
            note=more if unnamed else words.t("closed, on goods"),
            way=Way("operations", asked),
        ),
        Metric(
            label=words.t("Published figures"),
            value=words.number(figures.height) if figures is not None else "–",
            note=_of_figures(figures, words),
            way=Way("benchmarks", published) if published else None,
        ),
        _training(studio, asked),
        incidents,
    )
    head = (
        Text(words.t(TITLE), "heading"),
        Metrics(metrics, key="figures_same_period"),
        Text(words.t(_SAID), "caption"),
    )
    return (*head, *_operations(studio, asked, name, key=key))


def _training(studio: Studio, asked: OperationSelection) -> Metric:
    """The courses recorded for the same goods, or with participants of the same country or territory."""
    words, dated = studio.words, {"start": asked.start, "end": asked.end, "scheme": asked.scheme}
    courses = TrainingSelection(where=asked.where, **dated)
    n = studio.answers.training.listed(courses).height
    return Metric(
        label=words.t("Courses recorded"),
        value=words.number(n) if n else "–",
        note=words.t("others may have been held") if n else words.t("none recorded, which is not none held"),
        way=Way("training", courses) if n else None,
    )


def _of_figures(figures: pl.DataFrame | None, words: Words) -> str:
    """What is said below the number of published figures: of a place that has none, or of goods without any."""
    if figures is None:
        return words.t("none is of this place")
    if figures.is_empty():
        return words.t("none is of these goods and years")
    return words.t("each with its own definition")


def _operations(studio: Studio, asked: OperationSelection, name: str, *, key: str) -> Report:
    """The newest operations, with the way to all."""
    words, found = studio.words, studio.answers.operations.listed(asked.counted())
    if found.is_empty():
        return ()
    rows = found.head(SHOWN)
    listed = zip(rows.iter_rows(named=True), names(rows), dates(rows, words), strict=True)
    all_of = words.n("{n} operation", "{n} operations", found.height)
    return (
        Card(
            key=f"{key}_operations",
            title=words.t("Operations in the same period: {name}", name=name),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} operation.", "A list of {n} operations.", found.height)),
            table=table(found, words),
            columns=columns(words),
            selection=asked,
            caution=caution(words),
            note=words.n("the newest {n}", "the newest {n}", SHOWN) if found.height > SHOWN else "",
            entries=tuple(entry(row, title, when, words) for row, title, when in listed),
        ),
        Text(
            markdown_safe(words.t("All {n} with these filters.", n=all_of)),
            "caption",
            ((all_of, Way("operations", asked)),),
        ),
    )
