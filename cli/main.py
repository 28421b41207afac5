"""`atlas`: the shell, which is also how the numbers are checked. Messages go to standard error."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from domain.errors import AtlasError, UsageError

DATABASE = click.option(
    "--database",
    metavar="URL-or-path",
    help="The store (default: ATLAS_DATABASE_URL, else the embedded file).",
)


P = ParamSpec("P")
R = TypeVar("R")


def _told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn our errors into one line on standard error and the exit code that fits."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AtlasError as error:
            click.echo(f"atlas: {error}", err=True)
            sys.exit(2 if isinstance(error, UsageError) else 1)

    return run


@click.group()
@click.version_option(package_name="contraband-atlas")
def main() -> None:
    """Contraband Atlas: reported seizures of illicit goods, from file to figure."""


@main.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--set", "settings_", multiple=True, metavar="KEY=VALUE", help="auto: correct the mapping or answer a question."
)
@click.option("--table", default="", help="auto: the sheet or file inside a zip (default: the largest).")
@click.option("--mapping", default="", help="auto: a mapping saved before.")
@click.option("--save-as", default="", help="auto: save the mapping under this name.")
@click.option("--source", default="", help="auto: the name of the source, as shown beside every figure.")
@click.option("--publisher", default="", help="auto: who stands behind the file.")
@click.option("--check", is_flag=True, help="auto: only look and report; load nothing.")
@DATABASE
@_told
def import_(name: str, file: Path, as_json: bool, database: str | None, **auto: Any) -> None:
    """Load FILE with the adapter NAME in one transaction; 'atlas sources' lists the names, 'auto' reads any table."""
    from cli.imports import run_adapter, run_auto

    if name == "auto":
        run_auto(_store(database), file, as_json, auto)
    else:
        run_adapter(_store, database, name, file, as_json)


@main.command()
@click.option("--limit", default=1000, show_default=True)
@DATABASE
@_told
def quarantine(limit: int, database: str | None) -> None:
    """List the rows that could not be read, as CSV: file, row, field, value, reason."""
    from cli.output import as_text

    click.echo(as_text(_gateway(database).quarantine(limit), "csv"), nl=False)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; .xlsx or .csv.")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), help="Default: by the ending of --out, else csv.")
@_told
def template(out: Path | None, form: str | None) -> None:
    """Write our own template, to be filled in and loaded with 'atlas import template FILE'."""
    from data_access.sources.template_file import template_csv, template_xlsx

    form = form or (out.suffix.lstrip(".").lower() if out else "csv")
    if form not in ("csv", "xlsx"):
        raise UsageError("The template is written as .csv or .xlsx.")
    content = template_xlsx() if form == "xlsx" else template_csv()
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    click.echo(f"{out}: fill it in, then 'atlas import template {out}'.", err=True)


@main.command()
@_told
def sources() -> None:
    """List the adapters: name, what it reads, publisher."""
    from data_access.sources.registry import ADAPTERS

    for name, adapter in ADAPTERS.items():
        click.echo(f"{name:<16} {adapter.info.name} ({adapter.info.publisher})")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@DATABASE
@_told
def runs(as_json: bool, database: str | None) -> None:
    """List the imports, newest first."""
    from data_access.undo import runs as listed

    frame = listed(_store(database))
    click.echo(json.dumps(frame.to_dicts(), default=str) if as_json else frame.write_csv(), nl=as_json)


@main.group(invoke_without_command=True)
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


@_told
def _list_overlaps(country: str, limit: int, decided: bool, database: str | None) -> None:
    from analysis.overlaps import candidates
    from data_access.overlaps import comparable, links, precedence
    from domain.entitlement import PUBLIC

    engine = _store(database)
    if decided:
        click.echo(links(engine).write_csv(), nl=False)
        return
    frame = candidates(comparable(engine, PUBLIC, country), precedence(engine), limit)
    click.echo(frame.write_csv(), nl=False)


@overlaps.command("link")
@click.argument("kept")
@click.argument("hidden")
@click.option("--note", default="", help="Why.")
@click.pass_obj
@_told
def link_overlap(database: str | None, kept: str, hidden: str, note: str) -> None:
    """The record KEPT counts for HIDDEN too, wherever its source is seen."""
    from data_access.overlaps import link

    link(_store(database), kept, hidden, note)
    click.echo("Linked: the two count once.", err=True)


@overlaps.command("unlink")
@click.argument("hidden")
@click.pass_obj
@_told
def unlink_overlap(database: str | None, hidden: str) -> None:
    """HIDDEN counts for itself again."""
    from data_access.overlaps import unlink

    unlink(_store(database), hidden)
    click.echo("Unlinked: each counts for itself.", err=True)


@main.command()
@click.argument("calendar", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@DATABASE
@_told
def coverage(calendar: Path | None, database: str | None) -> None:
    """Print who reported what, when, as CSV; or take in a CALENDAR that reporters declare.

    The calendar is CSV: country, from, to (months such as 2024-01), status (reported, partial, not_reported),
    and optionally source and note.
    """
    from data_access.reporting import declare
    from domain.entitlement import PUBLIC
    from domain.selection import Selection

    if calendar is not None:
        click.echo(f"{declare(_store(database), calendar):,} months declared.", err=True)
        return
    click.echo(_gateway(database).reporting(Selection(), PUBLIC).write_csv(), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@DATABASE
@_told
def export(file: Path, database: str | None) -> None:
    """Write the whole store (records, versions, runs, quarantine) to FILE, a zip of Parquet tables."""
    from data_access.store_file import export_store

    with click.progressbar(length=1000, label="Exporting", file=sys.stderr) as bar:
        told = export_store(_store(database), file, lambda done: bar.update(int(done * 1000) - bar.pos))
    click.echo(f"{file}: {told['seizure']:,} records.", err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@DATABASE
@_told
def restore(file: Path, database: str | None) -> None:
    """Fill an empty store from an export, so that it holds the same as the one exported."""
    from data_access.store_file import restore_store

    with click.progressbar(length=1000, label="Restoring", file=sys.stderr) as bar:
        told = restore_store(_store(database), file, lambda done: bar.update(int(done * 1000) - bar.pos))
    click.echo(f"{told['seizure']:,} records restored.", err=True)


@main.command()
@click.argument("run_id")
@DATABASE
@_told
def undo(run_id: str, database: str | None) -> None:
    """Take the import RUN_ID back; what it superseded counts again."""
    from data_access.undo import undo as take_back

    gone = take_back(_store(database), run_id)
    click.echo(f"{gone:,} records of that import are gone; older versions count again.", err=True)


def _question(command: Any) -> Any:
    """The options that ask a question of the store: the same for figures and for charts."""
    for option in reversed(_QUESTION):
        command = option(command)
    return command


_QUESTION = (
    click.argument("measure"),
    click.option("--by", default="", help="Dimensions to group by, separated by commas."),
    click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or."),
    click.option("--unit-class", default="", help="Required for quantity: mass, volume, pieces, …"),
    click.option("--currency", default="", help="Required for value: USD, EUR, …"),
    click.option("--valuation", default="", help="Required for value: declared, domestic-retail, street, …"),
    click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …"),
    click.option("--start", default="", metavar="YYYY-MM", help="First month."),
    click.option("--end", default="", metavar="YYYY-MM", help="Last month."),
    click.option("--distinct", is_flag=True, help="Leave exact copies out."),
    click.option("--top", type=click.IntRange(min=1), help="Only the largest N, by measure; places stay A–Z."),
    DATABASE,
)


@main.command()
@_question
@click.option("--to", default="", metavar="CURRENCY", help="value: also in this currency, by ECB monthly mean rates.")
@click.option("--estimate", default="", metavar="CLASS", help="quantity: estimate other unit classes in this one.")
@click.option("--grid", is_flag=True, help="Add the cells without records, each with its state.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@_told
def query(measure: str, by: str, where: tuple[str, ...], database: str | None, **options: Any) -> None:
    """Aggregate MEASURE by dimensions: seizures, quantity, value; or statistics: victims, oc-score …"""
    from cli.output import printed
    from domain.entitlement import PUBLIC
    from domain.measures import INDICATORS, MEASURES

    dimensions = tuple(d.strip() for d in by.split(",") if d.strip())
    if measure not in MEASURES and measure in INDICATORS:
        _statistics(measure, dimensions, where, options, database)
        return
    selection = _selection(where, options)
    gateway = _gateway(database)
    if options["to"] or options["estimate"]:
        from cli.conversions import print_converted, print_estimated

        (print_converted if options["to"] else print_estimated)(gateway, selection, measure, dimensions, options)
        return
    answer = gateway.answer(
        selection,
        measure,
        dimensions,
        PUBLIC,
        unit_class=options["unit_class"],
        currency=options["currency"],
        valuation=options["valuation"],
        grid=options["grid"],
    )
    click.echo(printed(answer.frame, measure, dimensions, options["form"], options["top"]), nl=False)
    if gateway.cube.is_empty:
        click.echo("The store is empty: import a file first ('atlas import unodc-ids FILE').", err=True)
    for rule in gateway.rules(selection, PUBLIC):
        click.echo(rule, err=True)
    if answer.overlapping and dimensions:
        click.echo(f"Groups may overlap; the true total is {answer.total:,.10g}.", err=True)
    if "invented" in gateway.sources()["kind"].to_list():
        click.echo("Invented data: for demonstration only.", err=True)


def _selection(where: tuple[str, ...], options: dict[str, Any]) -> Any:
    from domain.selection import Selection

    return Selection(
        where=tuple(_pair(w) for w in where),
        start=options["start"],
        end=options["end"],
        scheme=options["scheme"],
        distinct=options["distinct"],
    )


@main.command()
@_question
@click.option("--form", help="map, bars, dots, line, heat, stacked, panels or table (default: the best for the data).")
@click.option("--scale", help="linear, log, all, row, column (shares) or index.")
@click.option("--order", help="az, or value where coverage and interval stand beside.")
@click.option("--map", is_flag=True, help="The same as --form map.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option(
    "--format",
    "ending",
    type=click.Choice(["png", "svg", "csv", "xlsx", "parquet"]),
    help="Default: by the ending of --out.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@_told
def chart(measure: str, by: str, where: tuple[str, ...], database: str | None, out: Path, **options: Any) -> None:
    """Draw MEASURE by one or two dimensions into a file, or write its table; the metadata stand beside (OUT.json)."""
    from cli.chart import make_chart

    dimensions = tuple(d.strip() for d in by.split(",") if d.strip())
    make_chart(_gateway(database), _selection(where, options), measure, dimensions, options, out)


@main.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--text", default="", help='Words, "phrases", prefix* and -without, in any field of the record.')
@click.option(
    "--sort", default="date", show_default=True, help="date, country, quantity (with --unit-class) or loaded."
)
@click.option("--ascending/--descending", "ascending", default=None, help="Default: newest or largest first; A–Z.")
@click.option("--unit-class", default="", help="Required for --sort quantity: mass, volume, pieces, …")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="table: up to 5,000.")
@click.option("--after", default="", help="table: go on behind this place, as the page before printed it.")
@click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …")
@click.option("--start", default="", metavar="YYYY-MM", help="First month.")
@click.option("--end", default="", metavar="YYYY-MM", help="Last month.")
@click.option("--distinct", is_flag=True, help="Leave exact copies out.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@DATABASE
@_told
def records(where: tuple[str, ...], database: str | None, ascending: bool | None, **options: Any) -> None:
    """List single records of a selection; csv and json have one row a goods line."""
    from cli.records import print_records

    options["descending"] = None if ascending is None else not ascending
    print_records(_gateway(database), _selection(where, options), options)


@main.command()
@click.argument("key")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@DATABASE
@_told
def record(key: str, form: str, database: str | None) -> None:
    """Print everything known of the record KEY: original and harmonised, versions, links, origin."""
    from cli.records import print_record

    print_record(_gateway(database), key, form)


def _statistics(
    indicator: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any], database: str | None
) -> None:
    """Statistics that are no seizures: victims, scores; intervals stay intervals."""
    from cli.output import printed_statistics
    from data_access.observations import observations
    from domain.entitlement import PUBLIC

    filters: dict[str, tuple[str, ...]] = {}
    for text in where:
        dimension, values = _pair(text)
        filters[dimension] = filters.get(dimension, ()) + values
    frame = observations(_store(database), indicator, by, tuple(filters.items()), PUBLIC)
    click.echo(printed_statistics(frame, indicator, by, options["form"], options["top"]), nl=False)


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@DATABASE
@click.pass_context
def saved(context: click.Context, as_json: bool, database: str | None) -> None:
    """List the saved views and watches, as CSV: id, kind, name, address, when saved and last looked at, note."""
    context.obj = database
    if context.invoked_subcommand is None:
        _list_saved(as_json, database)


@_told
def _list_saved(as_json: bool, database: str | None) -> None:
    from cli.saved import list_views

    list_views(_store(database), as_json)


@saved.command("add")
@click.argument("name")
@click.argument("address")
@click.option("--watch", "watched", is_flag=True, help="Also tell what changes.")
@click.option("--note", default="")
@click.pass_obj
@_told
def add_saved(database: str | None, name: str, address: str, watched: bool, note: str) -> None:
    """Keep ADDRESS ('world?goods=heroin', or as the browser shows it) under NAME."""
    from cli.saved import add_view

    add_view(_gateway(database), name, address, note, watched)


@saved.command("rename")
@click.argument("view_id")
@click.argument("name")
@click.option("--note", default="")
@click.pass_obj
@_told
def rename_saved(database: str | None, view_id: str, name: str, note: str) -> None:
    """Give a saved view another name and note."""
    from data_access.saved_views import rename

    rename(_store(database), "", view_id, name, note)


@saved.command("delete")
@click.argument("view_id")
@click.option("--back", is_flag=True, help="Bring a deleted one back (for 30 days).")
@click.pass_obj
@_told
def delete_saved(database: str | None, view_id: str, back: bool) -> None:
    """Take a saved view out of the list, or bring it back."""
    from data_access.saved_views import bring_back, remove

    (bring_back if back else remove)(_store(database), "", view_id)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--seen", is_flag=True, help="Mark all as looked at: changes are told since now.")
@DATABASE
@_told
def watch(as_json: bool, seen: bool, database: str | None) -> None:
    """List the watches with what changed since each was last looked at."""
    from cli.saved import list_watches

    list_watches(_gateway(database), as_json, seen)


@main.command()
@click.option("--groups", "of_groups", is_flag=True, help="The groups instead of the ties.")
@DATABASE
@_told
def networks(of_groups: bool, database: str | None) -> None:
    """List the ties (or groups) of the organised-crime sets, as CSV."""
    from data_access.observations import groups, ties

    click.echo((groups if of_groups else ties)(_store(database)).write_csv(), nl=False)


def _pair(text: str) -> tuple[str, tuple[str, ...]]:
    dimension, mark, value = text.partition("=")
    if not mark:
        raise UsageError(f"--where takes DIM=VALUE, such as country=ESP; not '{text[:60]}'.")
    return dimension.strip(), (value,)


def _store(database: str | None) -> Any:
    from data_access.engine import open_store
    from data_access.settings import settings

    return open_store(settings(database).database_url)


def _gateway(database: str | None) -> Any:
    from data_access.gateway import Gateway
    from data_access.settings import settings

    return Gateway.open(settings(database))


@main.command()
@_told
def demo() -> None:
    """Make the invented demonstration data, in a file of its own, if it is not there yet."""
    from data_access.demo_store import make_demo
    from data_access.settings import settings

    made = make_demo(settings())
    click.echo("Invented demonstration data: " + ("made." if made else "already there."), err=True)


@main.command()
@click.option("--port", default=8501, show_default=True)
@_told
def serve(port: int) -> None:
    """Serve the app on http://localhost:PORT."""
    import os

    from data_access.boundaries import boundaries

    boundaries()  # an operator's boundary file that cannot be drawn is told now, not on the first map
    root = Path(__file__).resolve().parent.parent
    os.chdir(root)
    os.execv(
        sys.executable,
        [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)],
    )


@main.command()
@DATABASE
def doctor(database: str | None) -> None:
    """Say what is installed, what is loaded, and what is wrong (exit code 1 if anything is)."""
    from cli.doctor import findings

    wrong = 0
    for ok, text in findings(database):
        click.echo(f"{'ok   ' if ok else 'WRONG'}  {text}")
        wrong += not ok
    sys.exit(1 if wrong else 0)
