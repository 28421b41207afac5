"""`atlas chart`: the chart and the files of a page, from the shell."""

import shlex
from pathlib import Path
from typing import Any

import click
import polars as pl

from data_access.gateway import Gateway
from domain.codes import VALUATIONS
from domain.dimensions import DIMENSIONS
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.measures import INDICATORS, MEASURES
from domain.selection import Selection
from reports.drawing import Question, drawn, kept, worded_table
from reports.exports import FORMATS, Export, about, about_boundaries, json_bytes, picture_footer
from reports.pictures import picture

PICTURES = ("png", "svg")


def make_chart(
    gateway: Gateway, selection: Selection, measure: str, by: tuple[str, ...], options: dict[str, Any], out: Path
) -> None:
    """Write the file and its metadata beside it (OUT.json). Raises UsageError for what cannot be drawn or written."""
    form = options["form"] or out.suffix.lstrip(".").lower()
    if form not in (*PICTURES, "csv", "xlsx", "parquet"):
        raise UsageError("Say the format: name the file .png, .svg, .csv, .xlsx or .parquet, or give --format.")
    if measure in INDICATORS:
        raise UsageError(f"'{measure}' is a statistic with intervals: 'atlas query {measure}' prints it.")
    if not 1 <= len(by) <= 2:
        raise UsageError("A chart is drawn by one dimension or by two: --by goods, --by country,year.")
    asked = Question(gateway, selection, measure, by, is_map=options["map"], top=options["top"])
    kinds = {k: options[k] for k in ("unit_class", "currency", "valuation")}
    frame = gateway.answer(selection, measure, by, PUBLIC, grid=asked.grid, **kinds).frame
    export = _export(asked, frame, kinds["valuation"], out.stem, _command(measure, by, selection, options, form, out))
    data = _picture(asked, frame, export, options["theme"], form) if form in PICTURES else FORMATS[form](export)
    try:
        out.write_bytes(data)
        out.with_name(out.name + ".json").write_bytes(json_bytes(export))
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"{out} and {out.name}.json written.", err=True)
    for said in [*export.about["rules"], *(["Invented data: for demonstration only."] * export.about["invented"])]:
        click.echo(said, err=True)


def _export(asked: Question, frame: pl.DataFrame, valuation: str, name: str, link: str) -> Export:
    """The table in the words of a page, and what must be said with it."""
    measure = MEASURES[asked.measure]
    units = frame["unit"].drop_nulls() if "unit" in frame.columns else pl.Series([measure.counting_unit])
    unit = str(units.first() or "none")
    if asked.measure != "seizures":
        unit = f"{unit}, {VALUATIONS[valuation].lower()}" if measure.needs_currency else f"{unit}, as reported"
    title = f"{measure.label} by {' and '.join(DIMENSIONS[d].label.lower() for d in asked.by)}"
    told = about(
        asked.gateway, asked.selection, PUBLIC, title=title, unit=unit, caution=measure.caution, behind=None, link=link
    )
    if asked.is_map:
        told = {**told, "boundaries": about_boundaries()}
    table = worded_table(kept(frame, asked), asked)
    return Export(name=name, title=title, unit=unit, table=table, about=told)


def _picture(asked: Question, frame: pl.DataFrame, export: Export, theme: str, form: str) -> bytes:
    found = drawn(frame, asked, export.unit, theme)
    told = [f"Counting unit: {export.unit}", export.about["filters_in_words"], found.note]
    return picture(
        found.figure,
        form,
        title=export.title,
        subtitle=" · ".join(filter(None, told)),
        footer=picture_footer(export.about, is_map=asked.is_map),
        theme=found.theme,
        alt=found.alt,
    )


def _command(
    measure: str, by: tuple[str, ...], selection: Selection, options: dict[str, Any], form: str, out: Path
) -> str:
    """What makes the same file again: a file from the shell has no address."""
    told = ["atlas", "chart", measure, "--by", ",".join(by)]
    for dimension, values in selection.where:
        told += [part for value in values for part in ("--where", f"{dimension}={value}")]
    given = {"scheme": selection.scheme if selection.scheme != Selection().scheme else ""}
    given |= {k: options[k] for k in ("unit_class", "currency", "valuation", "start", "end", "top")}
    told += [part for key, value in given.items() if value for part in (f"--{key.replace('_', '-')}", str(value))]
    told += [f"--{flag}" for flag in ("distinct", "map") if options[flag]]
    return shlex.join([*told, "--format", form, "--out", out.name])
