"""Commands on the saved views and watches."""

import click

from cli.shared import DATABASE, answers_of, reported


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@DATABASE
@click.pass_context
def saved(context: click.Context, as_json: bool, database: str | None) -> None:
    """List the saved views and watches, as CSV: id, kind, name, address, when saved and last looked at, note."""
    context.obj = database
    if context.invoked_subcommand is None:
        _list_saved(as_json, database)


@reported
def _list_saved(as_json: bool, database: str | None) -> None:
    from cli.saved import list_views

    list_views(answers_of(database), as_json)


@saved.command("add")
@click.argument("name")
@click.argument("address")
@click.option("--watch", "watched", is_flag=True, help="Also show what changes.")
@click.option("--note", default="")
@click.pass_obj
@reported
def add_saved(database: str | None, name: str, address: str, watched: bool, note: str) -> None:
    """Keep ADDRESS ('world?goods=heroin', or as the browser shows it) under NAME."""
    from cli.saved import add_view

    add_view(answers_of(database), name, address, note, watched)


@saved.command("rename")
@click.argument("view_id")
@click.argument("name")
@click.option("--note", default="")
@click.pass_obj
@reported
def rename_saved(database: str | None, view_id: str, name: str, note: str) -> None:
    """Give a saved view another name and note."""
    answers_of(database).saved.rename(view_id, name, note)


@saved.command("delete")
@click.argument("view_id")
@click.option("--back", is_flag=True, help="Bring a deleted one back (for 30 days).")
@click.pass_obj
@reported
def delete_saved(database: str | None, view_id: str, back: bool) -> None:
    """Take a saved view out of the list, or bring it back."""
    saved = answers_of(database).saved
    (saved.bring_back if back else saved.remove)(view_id)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--seen", is_flag=True, help="Mark all as looked at: changes are shown from now on.")
@DATABASE
@reported
def watch(as_json: bool, seen: bool, database: str | None) -> None:
    """List the watches with what changed since each was last looked at."""
    from cli.saved import list_watches

    list_watches(answers_of(database), as_json, seen)


COMMANDS: tuple[click.Command, ...] = (saved, watch)
