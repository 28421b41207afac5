"""`atlas records` and `atlas record`: single records from the shell."""

import json
from typing import Any

import click
import polars as pl

from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from data_access.records.search import Listing
from domain.errors import UsageError
from domain.selection import Selection
from reports.card import headed
from reports.records.detail import differences, sections, summary
from reports.records.export import order_in_words, pages
from reports.records.rows import lines_table, list_columns, listed


def print_records(answers: Answers, selection: Selection, options: dict[str, Any]) -> None:
    """A page as a table (one row a record), or all up to the limit as CSV or JSON (one row a goods line)."""
    down = options["sort"] != "country" if options["descending"] is None else options["descending"]
    listing = Listing(
        selection=selection,
        text=options["text"],
        sort=options["sort"],
        descending=down,
        unit_class=options["unit_class"],
    )
    sources = answers.source_names()
    if options["form"] == "table":
        page = answers.record_page(listing, after=options["after"], limit=options["limit"])
        table = headed(listed(page, words(), sources), list_columns(words()))
        table = table.with_columns(page.records["record_key"].alias(words().t("Key")))
        click.echo(as_text(table, "table"), nl=False)
        if page.after:
            click.echo(words().t("More: --after '{place}'", place=page.after), err=True)
    else:
        parts = [lines_table(page, words(), sources) for page in pages(answers, listing, options["limit"])]
        click.echo(as_text(pl.concat(parts, how="vertical_relaxed"), options["form"]), nl=False)
    total = answers.record_total(listing)
    order = {"n": total.n, "order": order_in_words(listing, words())}
    exact, more = (
        words().t("{n} records; order: {order}.", **order),
        words().t("More than {n} records; order: {order}.", **order),
    )
    click.echo(exact if total.exact else more, err=True)
    for rule in answers.rules(selection):
        click.echo(words().unpacked(rule), err=True)


def print_record(answers: Answers, key: str, form: str) -> None:
    """Everything known of one record. Raises UsageError where there is none for this viewer."""
    found = answers.record(key)
    if found is None:
        raise UsageError("There is no record '{key}'. 'atlas records' lists them with their keys.", key=key[:60])
    if form == "json":
        record = {
            "versions": [{**v.event, "lines": v.lines} for v in found.versions],
            "links": [vars(x) for x in found.links],
            "copies": found.copies,
        }
        click.echo(json.dumps(record, default=str, ensure_ascii=False))
        return
    click.echo(summary(found, words()))
    for part in sections(found.versions[0], words()):
        click.echo(f"\n{part.title}\n{as_text(part.table, 'table')}", nl=False)
    for older in found.versions[1:]:
        click.echo("\n" + words().t("Version {version} reported differently:", version=str(older.event["version"])))
        click.echo(as_text(differences(older, found.versions[0], words()), "table"), nl=False)
    for linked in found.links:
        same = words().t("The same seizure as {key} ({source}).", key=linked.record_key, source=linked.source)
        click.echo(f"\n{same} {linked.note}".rstrip())
    if found.copies:
        click.echo("\n" + words().t("Equal rows of the source: {keys}", keys=", ".join(found.copies)))
