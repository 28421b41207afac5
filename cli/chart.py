"""`atlas chart`: the chart and the files of the Explorer page, from the shell."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from charts.theme import THEMES
from data_access.answers import Answers
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.forms import STATISTICS_BY, TIME, lengths, offered, orders, oriented, scales, sensible
from domain.measures import INDICATORS, MEASURES
from domain.question import KIND_KEYS, Question
from domain.selection import Selection
from domain.words import ENGLISH
from reports.boundaries import on_boundaries
from reports.explore.explored import Explored, explored
from reports.explore.found import applied, ask
from reports.explore.question import View, kinds, persons
from reports.exports import FORMATS, Export, about, about_boundaries, json_bytes, picture_footer, said_below_title
from reports.pictures import picture
from reports.studio import Studio

PICTURES = ("png", "svg")


def make_chart(answers: Answers, asked: Question, options: dict[str, Any], out: Path) -> None:
    """Write the file and its metadata beside it (OUT.json). Raises UsageError for what cannot be drawn or written."""
    ending = options["ending"] or out.suffix.lstrip(".").lower()
    if ending not in (*PICTURES, "csv", "xlsx", "parquet"):
        raise UsageError("Say the format: name the file .png, .svg, .csv, .xlsx or .parquet, or give --format.")
    studio = Studio(answers, ENGLISH, THEMES[options["theme"]])
    question = _checked(answers, asked)
    found = ask(answers, question)
    overlapping = found.table.overlapping
    forms = offered(question.by, found.sizes, overlapping=overlapping, additive=not question.persons)
    view = _view(question, forms, options)
    if ending in PICTURES and view.form == "table":
        raise UsageError("A table is no picture: write it as csv, xlsx or parquet, or take another --form.")
    made = explored(studio, question, found, view)
    link = _command(question, options, ending, out)
    export = _export(answers, question, made, out.stem, link, is_map=view.form == "map")
    data = _picture(studio, made, export, ending, view) if ending in PICTURES else FORMATS[ending](export)
    _write(out, data, json_bytes(export))
    click.echo(f"{out} and {out.name}.json written.", err=True)
    for said in [*export.about["rules"], *(["Invented data: for demonstration only."] * export.about["invented"])]:
        click.echo(said, err=True)


def _write(out: Path, data: bytes, told: bytes) -> None:
    try:
        out.write_bytes(data)
        out.with_name(out.name + ".json").write_bytes(told)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error


def _checked(answers: Answers, asked: Question) -> Question:
    """The question, checked as strictly as the page is lenient: a script should fail, not draw something else."""
    measure, by, known = asked.measure, asked.by, [*MEASURES, *persons(answers)]
    if measure not in known:
        hint = "'atlas query' prints it" if measure in INDICATORS else f"known: {', '.join(known)}"
        raise UsageError(f"'{measure[:40]}' is no measure of a chart of this store; {hint}.")
    if not 1 <= len(by) <= 2:
        raise UsageError("A chart is drawn by one dimension or by two: --by goods, --by country,year.")
    if unknown := [d for d in by if d not in DIMENSIONS]:
        raise UsageError(f"'{unknown[0][:40]}' is no dimension. Known: {', '.join(DIMENSIONS)}.")
    if not sensible(by) or (measure in INDICATORS and not set(by) <= set(STATISTICS_BY)):
        few = f" Statistics of persons are known by {' and '.join(STATISTICS_BY)}." if measure in INDICATORS else ""
        raise UsageError(f"'{','.join(by)}' makes no table: one decides the other.{few}")
    _check_kind(answers, asked)
    return replace(asked, by=oriented(by))


def _check_kind(answers: Answers, asked: Question) -> None:
    """Unit class, or currency and basis: what differs in them is never added."""
    if asked.measure not in KIND_KEYS:
        return
    available = kinds(answers, asked.selection, asked.measure)
    if asked.kind in available:
        return
    what = "name one unit class with --unit-class"
    what = what if asked.measure == "quantity" else "name --currency and --valuation"
    known = ", ".join(" ".join(kind) for kind in available) or "none"
    raise UsageError(f"Unlike units, currencies and bases are never added: {what}. In this selection: {known}.")


def _view(question: Question, forms: tuple[str, ...], options: dict[str, Any]) -> View:
    """Form, scale, order and length: as asked where it makes sense here, else the best. Raises UsageError."""
    form = _one("form", "map" if options["map"] and not options["form"] else options["form"], forms)
    scale = _one("scale", options["scale"], scales(form, question.by, additive=not question.persons))
    order = _one("order", options["order"], orders(question.by[0], question.measure, form))
    usual, most = lengths(form, question.by)
    top = options["top"]
    if top and question.by[0] in TIME:
        raise UsageError("--top is for lists: along time every period is shown.")
    if top and top > most:
        raise UsageError(f"{top} are no picture: --top takes at most {most} here.")
    return View(form=form, scale=scale, order=order, shown=top or usual)


def _one(name: str, told: str | None, held: tuple[str, ...]) -> str:
    if told and told not in held:
        raise UsageError(f"--{name} {told} makes no sense for this question. Offered: {', '.join(held)}.")
    return told or held[0]


def _export(answers: Answers, question: Question, made: Explored, name: str, link: str, *, is_map: bool) -> Export:
    """The table of the page, and what must be said with it."""
    unit = made.drawing.unit
    told = about(
        answers,
        applied(question),
        title=made.title,
        unit=unit,
        caution=question.caution,
        behind=made.sources,
        link=link,
        note=made.note,
    )
    told |= {"boundaries": about_boundaries()} if is_map else {}
    return Export(name=name, title=told["title"], unit=unit, table=made.table, about=told)


def _picture(studio: Studio, made: Explored, export: Export, ending: str, view: View) -> bytes:
    figure = made.drawing.figure
    assert figure is not None  # noqa: S101 - a table was refused before
    areas = ""
    if view.form == "map":
        figure, areas = on_boundaries(figure, studio.theme)
    return picture(
        figure,
        ending,
        title=export.title,
        subtitle=said_below_title(export.about),
        footer=picture_footer(export.about, is_map=view.form == "map"),
        theme=studio.theme,
        alt=" ".join(filter(None, [f"{export.title}.", made.drawing.alt, areas])),
        warn=lambda said: click.echo(said, err=True),
    )


def _command(question: Question, options: dict[str, Any], ending: str, out: Path) -> str:
    """What makes the same file again: a file from the shell has no address."""
    selection = question.selection
    told = ["atlas", "chart", question.measure, "--by", ",".join(question.by)]
    for dimension, values in selection.where:
        told += [part for value in values for part in ("--where", f"{dimension}={value}")]
    given = {"scheme": selection.scheme if selection.scheme != Selection().scheme else ""}
    names = ("unit_class", "currency", "valuation", "start", "end", "form", "scale", "order", "top")
    given |= {k: options[k] for k in names}
    told += [part for key, value in given.items() if value for part in (f"--{key.replace('_', '-')}", str(value))]
    told += [f"--{flag}" for flag in ("distinct", "map") if options[flag]]
    return shlex.join([*told, "--format", ending, "--out", out.name])
