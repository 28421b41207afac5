"""`atlas chart`: the charts and files of the pages that are reports of one question, from the shell."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from charts.theme import THEMES
from cli.language import words
from data_access.answers import Answers
from domain.dimensions import DIMENSIONS
from domain.entries.selection import DatedSelection
from domain.errors import UsageError
from domain.forms import STATISTICS_BY, TIME, available_forms, lengths, orders, oriented, scales, sensible
from domain.measures import INDICATORS, MEASURES
from domain.messages import message
from domain.question import KIND_KEYS, Question
from domain.selection import Selection
from reports import subjects
from reports.asked import strict
from reports.card import Card, Text, cards
from reports.explore.explored import explored
from reports.explore.found import ask
from reports.explore.question import View, kinds, persons
from reports.exported import exported
from reports.exports import FORMATS, Export, below_title, json_bytes, picture_footer
from reports.layers import LAYERS, has_layer
from reports.pictures import picture
from reports.studio import Studio

PICTURES = ("png", "svg")


def make_chart(answers: Answers, asked: Question, options: dict[str, Any], out: Path) -> None:
    """Write the file of a question of the explorer, and its metadata beside it (OUT.json). Raises UsageError for what
    cannot be drawn or written.
    """
    studio = Studio(answers, words(), THEMES[options["theme"]])
    question = _checked(answers, asked)
    found = ask(answers, question)
    overlapping = found.table.overlapping
    forms = available_forms(question.by, found.sizes, overlapping=overlapping, additive=question.additive)
    view = _view(question, forms, options)
    ending = _ending(options, out)
    if ending in PICTURES and view.form == "table":
        raise UsageError("A table is not a picture: write it as csv, xlsx or parquet, or take another --form.")
    _make(studio, explored(studio, question, found, view), _command(question, options, ending, out), ending, out)


def make_card(answers: Answers, subject: str, asked: Question, options: dict[str, Any], out: Path) -> None:
    """Write the file of a card of a page (reports.subjects). Raises UsageError for what the page would correct."""
    studio = Studio(answers, words(), THEMES[options["theme"]])
    report = subjects.SUBJECTS[subject](studio, asked)
    strict(report)
    by_key = {card.key: card for card in cards(report)}
    if not by_key:
        raise UsageError(
            "{reasons}",
            reasons=" ".join(part.text for part in report if isinstance(part, Text))
            or message("There is nothing to draw."),
        )
    key = options["card"] or next(iter(by_key))
    if key not in by_key:
        raise UsageError(
            "'{key}' is not a card of this page. --card takes: {keys}.", key=key[:40], keys=", ".join(by_key)
        )
    ending, card = _ending(options, out), by_key[key]
    if ending in PICTURES and card.drawn.figure is None:
        raise UsageError("A table is not a picture: write it as csv, xlsx or parquet, or take another --card.")
    scope = asked.scope if isinstance(asked.scope, DatedSelection) else asked.selection
    parts = ["atlas", "chart", subject, *_where(scope)]
    given = {k: v[0] for k, v in asked.to_query().items() if k not in scope.to_query()}
    given.pop("measure" if asked.of and not asked.of_cases else "", None)
    parts += [part for key, value in given.items() for part in ("--set", f"{key}={value}")]
    parts += ["--card", options["card"]] if options["card"] else []
    _make(studio, card, shlex.join([*parts, "--format", ending, "--out", out.name]), ending, out)


def _ending(options: dict[str, Any], out: Path) -> str:
    ending = str(options["ending"] or out.suffix.lstrip(".").lower())
    if ending not in (*PICTURES, "csv", "xlsx", "parquet", *LAYERS):
        raise UsageError(
            "Say the format: name the file .png, .svg, .csv, .xlsx, .parquet, .gpkg or .geojson, or give --format."
        )
    return ending


def _make(studio: Studio, card: Card, link: str, ending: str, out: Path) -> None:
    export, figure = exported(studio, card, link=link, name=out.stem)
    if ending in LAYERS and not has_layer(export):
        raise UsageError("Only a map of countries and territories is a layer: write it as csv, xlsx or parquet.")
    data = _picture(studio, export, figure, ending) if ending in PICTURES else (FORMATS | LAYERS)[ending](export)
    _write(out, data, json_bytes(export))
    click.echo(words().t("{out} and {name}.json written.", out=out, name=out.name), err=True)
    for rule in export.about["rules"]:
        click.echo(rule, err=True)
    if export.about["invented"]:
        click.echo(words().t("Invented data: for demonstration only."), err=True)


def _picture(studio: Studio, export: Export, figure: Any, ending: str) -> bytes:
    return picture(
        figure,
        ending,
        title=export.title,
        subtitle=below_title(export.about, export.words),
        footer=picture_footer(export.about, export.words, is_map=export.is_map),
        theme=studio.theme,
        alt=export.alt,
        words=studio.words,
        warn=lambda text: click.echo(text, err=True),
    )


def _write(out: Path, data: bytes, about: bytes) -> None:
    try:
        out.write_bytes(data)
        out.with_name(out.name + ".json").write_bytes(about)
    except OSError as error:
        raise UsageError("{out} cannot be written: {strerror}.", out=out, strerror=error.strerror) from error


def _checked(answers: Answers, asked: Question) -> Question:
    """The question, checked as strictly as the page is lenient: a script should fail, not draw something else."""
    measure, by, known = asked.measure, asked.by, [*MEASURES, *persons(answers)]
    if measure not in known:
        if measure in INDICATORS:
            raise UsageError(
                "'{measure}' is not a measure that this store can chart; 'atlas query' prints it.", measure=measure
            )
        raise UsageError(
            "'{measure}' is not a measure that this store can chart; known: {known}.",
            measure=measure[:40],
            known=", ".join(known),
        )
    if not 1 <= len(by) <= 2:
        raise UsageError("A chart is drawn by one dimension or by two: --by goods, --by country,year.")
    if unknown := [d for d in by if d not in DIMENSIONS]:
        raise UsageError(
            "'{unknown}' is not a dimension. Known: {dimensions}.",
            unknown=unknown[0][:40],
            dimensions=", ".join(DIMENSIONS),
        )
    if not sensible(by) or (measure in INDICATORS and not set(by) <= set(STATISTICS_BY)):
        if measure in INDICATORS:
            raise UsageError(
                "'{by}' makes no table. Statistics of persons are available by {dimensions}.",
                by=",".join(by),
                dimensions=", ".join(STATISTICS_BY),
            )
        raise UsageError("'{by}' makes no table: one decides the other.", by=",".join(by))
    _check_kind(answers, asked)
    return replace(asked, by=oriented(by))


def _check_kind(answers: Answers, asked: Question) -> None:
    """Unit class, or currency and basis: what differs in them is never added."""
    if asked.measure not in KIND_KEYS:
        return
    available = kinds(answers, asked.selection, asked.measure)
    if asked.kind in available:
        return
    of_units = message("name one unit class with --unit-class")
    of_values = message("name --currency and --valuation")
    raise UsageError(
        "Unlike units, currencies and bases are never added: {what}. In this selection: {known}.",
        what=of_units if asked.measure == "quantity" else of_values,
        known=", ".join(" ".join(kind) for kind in available) or message("none"),
    )


def _view(question: Question, forms: tuple[str, ...], options: dict[str, Any]) -> View:
    """Form, scale, order and length: as asked where it makes sense here, else the best. Raises UsageError."""
    form = _one("form", "map" if options["map"] and not options["form"] else options["form"], forms)
    scale = _one("scale", options["scale"], scales(form, question.by, additive=question.additive))
    order = _one("order", options["order"], orders(question.by[0], question.measure, form))
    usual, most = lengths(form, question.by)
    top = options["top"]
    if top and question.by[0] in TIME:
        raise UsageError("--top is for lists: along time every period is shown.")
    if top and top > most:
        raise UsageError("{top} are no picture: --top takes at most {most} here.", top=top, most=most)
    return View(form=form, scale=scale, order=order, shown=top or usual)


def _one(name: str, asked: str | None, available: tuple[str, ...]) -> str:
    if asked and asked not in available:
        raise UsageError(
            "--{name} {asked} does not apply to this question. Available: {available}.",
            name=name,
            asked=asked,
            available=", ".join(available),
        )
    return asked or available[0]


def _command(question: Question, options: dict[str, Any], ending: str, out: Path) -> str:
    """What makes the same file again: a file from the shell has no address."""
    parts = ["atlas", "chart", question.measure, "--by", ",".join(question.by), *_where(question.selection)]
    names = ("unit_class", "currency", "valuation", "form", "scale", "order", "top")
    given = {k: options[k] for k in names}
    parts += [part for key, value in given.items() if value for part in (f"--{key.replace('_', '-')}", str(value))]
    parts += ["--map"] if options["map"] else []
    return shlex.join([*parts, "--format", ending, "--out", out.name])


def _where(selection: Selection | DatedSelection) -> list[str]:
    """The options that ask for a selection."""
    parts = [part for d, values in selection.where for value in values for part in ("--where", f"{d}={value}")]
    given = {"scheme": selection.scheme if selection.scheme != Selection().scheme else ""}
    given |= {"start": selection.start, "end": selection.end}
    parts += [part for key, value in given.items() if value for part in (f"--{key}", value)]
    return parts + (["--distinct"] if isinstance(selection, Selection) and selection.distinct else [])
