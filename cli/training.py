"""`atlas query training` and `atlas training`: counts of courses and participants, and the courses as a file."""

from pathlib import Path
from typing import Any

import click

from cli.entries import dated, form_of, largest, refuse_foreign, write
from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from domain.training.dimensions import TRAINING_MEASURES
from domain.training.selection import TrainingSelection
from reports.training.files import FORMATS, file_of
from reports.training.wording import EMPTY

PLACES = frozenset({"country", "region", "place"})


def print_training(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """A measure, and of how many courses it is; what it counts on standard error."""
    refuse_foreign(measure, options)
    found = answers.training.counts(dated(TrainingSelection, where, options), measure, by)
    said, frame = TRAINING_MEASURES[measure], found.frame
    if said.column:
        frame = frame.with_columns(frame["value"].cast(int)).rename({"value": measure, "n": "n_with_figure"})
    else:
        frame = frame.select(*by, frame["courses"].alias(measure))
    click.echo(as_text(largest(frame, measure, by, options["top"], PLACES), options["form"]), nl=False)
    unit = {"unit": words().t(said.counting_unit), "caution": words().t(said.caution)}
    click.echo(words().t("Counting unit: {unit}. {caution}", **unit), err=True)
    if found.overlapping:
        total = words().n("{n} course", "{n} courses", found.total)
        click.echo(words().t("A course may stand in several rows; there are {total}.", total=total), err=True)
    if answers.training.listed(TrainingSelection()).is_empty():
        click.echo(words().t(EMPTY), err=True)
    if answers.training.listed(TrainingSelection())["invented"].any():
        click.echo(words().t("Invented data: for demonstration only."), err=True)


def write_training(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the courses."""
    form = form_of(options["ending"], out, FORMATS)
    content, about = file_of(answers, words(), dated(TrainingSelection, where, options), form)
    write(content, about, form, out)
    click.echo(words().n("{n} course.", "{n} courses.", about["courses"]), err=True)
