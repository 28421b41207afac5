"""Commands on the store: imports, what they skipped, overlaps, coverage, export and restore."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import polars as pl

from cli.language import words
from cli.shared import DATABASE, answers_of, company_of, operator_of, reported, store_of
from domain.errors import UsageError

ENTRIES = ("cases", "operations", "training", "contacts", "targets")
"""Kinds of entries with a template of their own (data_access.entries.registry); here, so that help costs little."""
INCIDENTS = "incidents"
"""They have one too."""


@click.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--set",
    "settings_",
    multiple=True,
    metavar="KEY=VALUE",
    help="auto: correct the mapping or answer a question; network: PART=COLUMN, such as name=Cartel.",
)
@click.option(
    "--where-column",
    multiple=True,
    metavar="COLUMN=VALUE|VALUE",
    help="auto: read only the rows that hold one of these values in a column, such as outcome=seized.",
)
@click.option("--table", default="", help="auto: the sheet or file inside a zip (default: the largest).")
@click.option("--mapping", default="", help="auto: a mapping saved before.")
@click.option("--save-as", default="", help="auto: save the mapping under this name.")
@click.option("--source", default="", help="auto, network: the name of the source, as shown beside every figure.")
@click.option("--publisher", default="", help="auto, network: who publishes the file.")
@click.option(
    "--published", default="", metavar="YYYY[-MM[-DD]]", help="When the file was published, as the publisher says it."
)
@click.option("--handling", default="", metavar="LEVEL", help="network: who may see it (default: public).")
@click.option("--take-over", is_flag=True, help="auto: the source was a reader's; from now on it is the operator's.")
@click.option("--check", is_flag=True, help="Only look and report; auto ends with 2 where something is asked.")
@DATABASE
@reported
def import_(name: str, file: Path, as_json: bool, database: str | None, **auto: Any) -> None:
    """Load FILE with the adapter NAME in one transaction; 'atlas sources' lists the names, 'auto' reads any table."""
    from cli.imports import run_adapter, run_auto

    if name == "auto":
        run_auto(store_of(database), file, as_json, auto)
    else:
        more = {"settings": auto["settings_"], "published": auto["published"], "check": auto["check"]}
        more |= {key: auto[key] for key in ("handling", "source", "publisher")}
        run_adapter(store_of, database, name, file, as_json, **more)


@click.command()
@click.option("--limit", default=1000, show_default=True)
@click.option("--company", default="", metavar="NAME", help="Of incidents: those of this company, which it alone sees.")
@DATABASE
@reported
def quarantine(limit: int, company: str, database: str | None) -> None:
    """List the rows that could not be read, as CSV: file, row, field, value, reason."""
    from cli.output import as_text
    from reports.rejected import in_language

    rows = (company_of(database, company) if company else operator_of(database)).rejected_rows(limit)
    click.echo(as_text(in_language(rows, "reason", words()), "csv"), nl=False)


@click.command()
@click.argument("what", type=click.Choice(["seizures", *ENTRIES, INCIDENTS]), default="seizures")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; .xlsx or .csv.")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), help="Default: by the ending of --out, else csv.")
@reported
def template(what: str, out: Path | None, form: str | None) -> None:
    """Write our own template for seizures, or for another kind, to be filled in and loaded with 'atlas import'."""
    from data_access.entries import files
    from data_access.entries.registry import KINDS
    from data_access.sources.template_file import template_csv, template_xlsx

    form = form or (out.suffix.lstrip(".").lower() if out else "csv")
    if form not in ("csv", "xlsx"):
        raise UsageError("The template is written as .csv or .xlsx.")
    if what in KINDS or what == INCIDENTS:
        from data_access.incidents.columns import TEMPLATE

        listed = TEMPLATE if what == INCIDENTS else KINDS[what].template
        content = (files.template_csv if form == "csv" else files.template_xlsx)(listed)
    else:
        content = (template_csv if form == "csv" else template_xlsx)()
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    adapter = "template" if what == "seizures" else what
    click.echo(words().t("{out}: fill it in, then 'atlas import {adapter} {out}'.", out=out, adapter=adapter), err=True)


@click.command()
@reported
def sources() -> None:
    """List the adapters: name, what it reads, publisher."""
    from data_access.sources.registry import ADAPTERS

    for name, adapter in ADAPTERS.items():
        click.echo(f"{name:<16} {adapter.info.name} ({adapter.info.publisher})")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@DATABASE
@reported
def runs(as_json: bool, database: str | None) -> None:
    """List the imports, newest first."""
    from data_access.ingest.undo import runs as listed

    frame = listed(store_of(database))
    click.echo(json.dumps(frame.to_dicts(), default=str) if as_json else frame.write_csv(), nl=as_json)


@click.group(invoke_without_command=True)
@click.option("--country", default="", help="Only this country (alpha-3).")
@click.option("--limit", default=100, show_default=True)
@click.option("--links", "decided", is_flag=True, help="The links decided so far instead.")
@DATABASE
@click.pass_context
def overlaps(context: click.Context, country: str, limit: int, decided: bool, database: str | None) -> None:
    """List pairs of records of two sources that may be one seizure, the likeliest first, as CSV.

    `atlas overlaps link KEPT HIDDEN` makes the first count for both; `atlas overlaps unlink HIDDEN` takes it back.
    """
    context.obj = database
    if context.invoked_subcommand is None:
        _list_overlaps(country, limit, decided, database)


@reported
def _list_overlaps(country: str, limit: int, decided: bool, database: str | None) -> None:
    from reports.overlaps import overlap_candidates

    answers = operator_of(database)
    frame = answers.overlaps.links() if decided else overlap_candidates(answers, country, limit)
    click.echo(frame.write_csv(), nl=False)


@overlaps.command("link")
@click.argument("kept")
@click.argument("hidden")
@click.option("--note", default="", help="Why.")
@click.pass_obj
@reported
def link_overlap(database: str | None, kept: str, hidden: str, note: str) -> None:
    """The record KEPT counts for HIDDEN too, wherever its source is seen."""
    operator_of(database).overlaps.link(kept, hidden, note)
    click.echo(words().t("Linked: the two count once."), err=True)


@overlaps.command("unlink")
@click.argument("hidden")
@click.pass_obj
@reported
def unlink_overlap(database: str | None, hidden: str) -> None:
    """HIDDEN counts for itself again."""
    operator_of(database).overlaps.unlink(hidden)
    click.echo(words().t("Unlinked: each counts for itself."), err=True)


@click.command()
@click.argument("calendar", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@DATABASE
@reported
def coverage(calendar: Path | None, database: str | None) -> None:
    """Print who reported what, when, as CSV; or take in a CALENDAR that reporters declare.

    The calendar is CSV: country, from, to (months such as 2024-01), status (reported, partial, not_reported),
    and optionally source and note.
    """
    from data_access.cube.reporting import declare
    from domain.selection import Selection

    if calendar is not None:
        click.echo(words().t("{n} months declared.", n=declare(store_of(database), calendar)), err=True)
        return
    click.echo(answers_of(database).reporting(Selection()).write_csv(), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@DATABASE
@reported
def export(file: Path, database: str | None) -> None:
    """Write the whole store (records, versions, runs, quarantine) to FILE, a zip of Parquet tables."""
    from data_access.store.store_file import export_store

    with click.progressbar(length=1000, label=words().t("Exporting"), file=sys.stderr) as bar:
        rows = export_store(store_of(database), file, lambda done: bar.update(int(done * 1000) - bar.pos))
    click.echo(words().t("{file}: {n} records.", file=file, n=rows["seizure"]), err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@DATABASE
@reported
def restore(file: Path, database: str | None) -> None:
    """Fill an empty store from an export, so that it holds the same as the one exported."""
    from data_access.store.store_file import restore_store

    with click.progressbar(length=1000, label=words().t("Restoring"), file=sys.stderr) as bar:
        rows = restore_store(store_of(database), file, lambda done: bar.update(int(done * 1000) - bar.pos))
    click.echo(words().t("{n} records restored.", n=rows["seizure"]), err=True)


@click.command()
@click.argument("run_id")
@DATABASE
@reported
def undo(run_id: str, database: str | None) -> None:
    """Take the import RUN_ID back; what it superseded counts again."""
    from data_access.ingest.undo import undo as take_back

    gone = take_back(store_of(database), run_id)
    click.echo(words().t("{n} records of that import are gone; older versions count again.", n=gone), err=True)


@click.command()
@click.option("--groups", "of_groups", is_flag=True, help="The groups instead of the ties.")
@click.option("--projected", is_flag=True, help="Who took part in the same meetings, and in how many.")
@DATABASE
@reported
def networks(of_groups: bool, projected: bool, database: str | None) -> None:
    """List the ties (or groups) of the organised-crime sets, as CSV."""
    from analysis.networks.two_modes import together
    from cli.output import as_text

    found = operator_of(database).networks
    every = [found.one(name) for name in found.listed()["network"]]
    if not every:
        click.echo(words().t("No network is imported: 'atlas import network FILE'."), err=True)
        return
    nodes, ties = pl.concat([one.nodes for one in every]), pl.concat([one.ties for one in every])
    click.echo(as_text(nodes if of_groups else together(ties) if projected else ties, "csv"), nl=False)


COMMANDS: tuple[click.Command, ...] = (
    import_,
    quarantine,
    template,
    sources,
    runs,
    overlaps,
    coverage,
    export,
    restore,
    undo,
    networks,
)
