"""`atlas records` and `atlas record`: single records from the shell."""

import json
from typing import Any

import click
import polars as pl

from cli.output import as_text
from data_access.answers import Answers
from data_access.records.search import Listing
from domain.errors import UsageError
from domain.selection import Selection
from domain.words import ENGLISH
from reports.records.detail import differences, sections, summary
from reports.records.export import order_in_words, pages
from reports.records.rows import lines_table, listed


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
        table = listed(page, ENGLISH, sources).with_columns(page.records["record_key"].alias("Key"))
        click.echo(as_text(table, "table"), nl=False)
        if page.after:
            click.echo(f"More: --after '{page.after}'", err=True)
    else:
        parts = [lines_table(page, sources) for page in pages(answers, listing, options["limit"])]
        click.echo(as_text(pl.concat(parts, how="vertical_relaxed"), options["form"]), nl=False)
    held = answers.record_total(listing)
    click.echo(f"{'' if held.exact else 'More than '}{held.n:,} records; order: {order_in_words(listing)}.", err=True)
    for rule in answers.rules(selection):
        click.echo(rule, err=True)


def print_record(answers: Answers, key: str, form: str) -> None:
    """Everything known of one record. Raises UsageError where there is none for this viewer."""
    found = answers.record(key)
    if found is None:
        raise UsageError(f"There is no record '{key[:60]}'. 'atlas records' lists them with their keys.")
    if form == "json":
        told = {
            "versions": [{**v.event, "lines": v.lines} for v in found.versions],
            "links": [vars(x) for x in found.links],
            "copies": found.copies,
        }
        click.echo(json.dumps(told, default=str, ensure_ascii=False))
        return
    click.echo(summary(found))
    for part in sections(found.versions[0], ENGLISH):
        click.echo(f"\n{part.title}\n{as_text(part.table, 'table')}", nl=False)
    for older in found.versions[1:]:
        click.echo(f"\nVersion {older.event['version']} reported differently:")
        click.echo(as_text(differences(older, found.versions[0], ENGLISH), "table"), nl=False)
    for linked in found.links:
        click.echo(f"\nThe same seizure as {linked.record_key} ({linked.source}). {linked.note}".rstrip())
    if found.copies:
        click.echo(f"\nEqual rows of the source: {', '.join(found.copies)}")
