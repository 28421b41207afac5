"""`atlas query cases` and `atlas casebook`: counts of cases, and the cases of a selection as a file."""

from pathlib import Path
from typing import Any

import click

from cli.entries import form_of, largest, refuse_foreign, write
from cli.language import words
from cli.output import as_text
from cli.shared import pair
from data_access.answers import Answers
from data_access.casebook.answering import ShownCase
from data_access.casebook.documents import as_document
from data_access.sources.base import OPERATOR
from domain.cases.dimensions import CASE_MEASURES
from domain.cases.protection import PLACED
from domain.cases.selection import CaseSelection, year_of
from domain.errors import UsageError
from reports.casebook.files import FORMATS, file_of, json_bytes
from reports.casebook.wording import criteria
from reports.rejected import in_language

PLACES = PLACED - {"role"}


def case_selection(where: tuple[str, ...], options: dict[str, Any]) -> CaseSelection:
    """The selection of the options. Raises UsageError for what it does not take."""
    return CaseSelection(
        where=tuple(pair(one) for one in where),
        proof=options["proof"],
        least=options["least"],
        first=_year(options["start"]),
        last=_year(options["end"]),
        text=options["text"],
    )


def _year(text: str) -> int | None:
    """Of a year or of a month: cases are dated by the year of their judgment."""
    return year_of(text.partition("-")[0])


def print_counts(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """The counts with their n; on standard error what they are of, and the total where rows overlap."""
    refuse_foreign(measure, options)
    selection = case_selection(where, options)
    found = answers.cases.counts(selection, measure, by)
    frame = largest(found.frame, "n", by, options["top"], PLACES).rename({"n": measure})
    click.echo(as_text(frame, options["form"]), nl=False)
    said = CASE_MEASURES[measure]
    caution = {"unit": words().t(said.counting_unit), "caution": words().t(said.caution)}
    click.echo(criteria(selection, words()), err=True)
    click.echo(words().t("Counting unit: {unit}. {caution}", **caution), err=True)
    if found.overlapping:
        total = words().n("{n} case", "{n} cases", found.total)
        click.echo(words().t("A case may stand in several rows; there are {total}.", total=total), err=True)


def write_casebook(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the cases; of CSV what must be said stands beside it (OUT.json)."""
    form = form_of(options["ending"], out, FORMATS)
    selection = case_selection(where, options)
    content, about = file_of(answers, words(), selection, form)
    write(content, about, form, out)
    counts = {key: about[key] for key in ("cases", "proven", "criteria")}
    click.echo(words().t("{cases} cases, {proven} of them proven. {criteria}", **counts), err=True)


def print_case(answers: Answers, case_id: str, of_versions: bool) -> None:
    """One case as JSON, with what the program says of it; or its versions as CSV. Raises UsageError."""
    if of_versions:
        click.echo(as_text(in_language(answers.cases.history(case_id), "reason", words()), "csv"), nl=False)
        return
    found = _found(answers, case_id)
    said = {name: getattr(found, name) for name in ("proven", "convicted", "in_matrix", "source", "version")}
    click.echo(json_bytes(as_document(found.case) | said).decode(), nl=False)


def change_case(answers: Answers, case_id: str, overturned: str, withdrawn: str) -> None:
    """A new version of a case by the operator. Raises UsageError."""
    if overturned and withdrawn:
        raise UsageError("Give --overturned or --withdraw.")
    found = _found(answers, case_id)
    change: dict[str, Any] = {"who": OPERATOR, "expected": found.version}
    if overturned:
        number = answers.cases.reverse(case_id, overturned, **change)
        text = words().t(
            "{case} is overturned from version {number} on: look through its texts for names.",
            case=case_id,
            number=number,
        )
    else:
        number = answers.cases.withdraw(case_id, why=withdrawn, **change)
        text = words().t("{case} is withdrawn from version {number} on.", case=case_id, number=number)
    click.echo(text, err=True)


def _found(answers: Answers, case_id: str) -> ShownCase:
    found = answers.cases.one(case_id)
    if found is None:
        raise UsageError("There is no case '{case}'. 'atlas casebook' writes them all.", case=case_id[:40])
    return found
