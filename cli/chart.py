"""`atlas chart`: the chart and the files of a page, from the shell."""

from pathlib import Path
from typing import Any

import click
import polars as pl

from charts import bars, trend, world
from charts.theme import THEMES
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from domain.dimensions import DIMENSIONS
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.measures import MEASURES
from domain.selection import Selection
from domain.words import ENGLISH
from reports.exports import FORMATS, Export, about, footer, json_bytes
from reports.pictures import picture
from reports.wording import labelled

PICTURES = ("png", "svg")
TIMES = ("year", "month")
MOST = 40
"""Bars beyond these would be no picture: ask with --top, or take the table."""


def make_chart(
    gateway: Gateway, selection: Selection, measure: str, by: tuple[str, ...], options: dict[str, Any], out: Path
) -> None:
    """Write the file and its metadata beside it (OUT.json). Raises UsageError for what cannot be drawn."""
    if not 1 <= len(by) <= 2:
        raise UsageError("A chart is drawn by one dimension, or by one and year or month: --by country,year.")
    export, frame = _export(gateway, selection, measure, by, options, out.stem)
    form = options["form"]
    if form in PICTURES:
        fig, is_map = _figure(frame, by, export.unit, options)
        line = footer(export.about, is_map=is_map)
        subtitle = f"Counting unit: {export.unit} · {export.about['filters_in_words']}"
        data = picture(fig, form, title=export.title, subtitle=subtitle, footer=line, theme=THEMES[options["theme"]])
    else:
        data = FORMATS[form](export)
    out.write_bytes(data)
    out.with_name(out.name + ".json").write_bytes(json_bytes(export))
    click.echo(f"{out} and {out.name}.json written.", err=True)


def _export(
    gateway: Gateway, selection: Selection, measure: str, by: tuple[str, ...], options: dict[str, Any], name: str
) -> tuple[Export, pl.DataFrame]:
    kinds = {k: options[k] for k in ("unit_class", "currency", "valuation")}
    frame = gateway.answer(selection, measure, by, PUBLIC, grid=options["map"], **kinds).frame
    if options["top"]:
        frame = frame.sort("value", descending=True, nulls_last=True).head(options["top"])
    unit = frame["unit"].drop_nulls().first() if "unit" in frame.columns else MEASURES[measure].counting_unit
    title = f"{MEASURES[measure].label} by {' and '.join(DIMENSIONS[d].label.lower() for d in by)}"
    told = about(gateway, selection, PUBLIC, title=title, unit=str(unit or "none"), caution=MEASURES[measure].caution)
    table = frame
    for dimension in by:
        table = labelled(table, dimension, selection.scheme).drop("code")
        table = table.with_columns(pl.col("label").alias(dimension)).drop("label")
    named = table.rename({d: DIMENSIONS[d].label for d in by} | {"value": MEASURES[measure].label, "state": "State"})
    return Export(name=name, title=title, unit=str(unit or "none"), table=named, about=told), frame


def _figure(frame: pl.DataFrame, by: tuple[str, ...], unit: str, options: dict[str, Any]) -> tuple[Any, bool]:
    shared: dict[str, Any] = {"words": ENGLISH, "theme": THEMES[options["theme"]], "unit": unit}
    time = next((d for d in by if d in TIMES), "")
    if options["map"]:
        if by != ("country",):
            raise UsageError("A map is drawn by country: --by country --map.")
        return world.world_map(labelled(frame, "country"), reference.places(), **shared), True
    others = [d for d in by if d != time]
    if time:
        lines = labelled(frame, others[0], options["scheme"]) if others else frame
        lines = lines.rename({"label": "series"}) if others else lines
        return trend.trend(lines.rename({time: "period"}).filter(pl.col("period") != ""), **shared), False
    if len(by) == 2:
        raise UsageError(
            "Two dimensions are drawn as lines over year or month; else take --format csv, xlsx or parquet."
        )
    if frame.height > MOST:
        raise UsageError(f"{frame.height} bars are no picture: ask for the largest with --top {MOST}, or for a table.")
    ordered = labelled(frame, by[0], options["scheme"])
    return bars.bars(ordered if options["top"] else ordered.sort("label"), **shared), False
