"""`atlas saved` and `atlas watch`: the saved views of the page *Saved*, from the shell."""

import json
from typing import Any
from urllib.parse import parse_qs

import click
import polars as pl

from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from domain.errors import StoreError, UsageError
from domain.saved import VIEW, WATCH, Changes, SavedView, asks_cases, page_and_query
from reports.watching import NO_TREND, in_words, since, snapshot

_COLUMNS = ("id", "kind", "name", "address", "saved_at", "seen_at", "note")


def list_views(answers: Answers, as_json: bool) -> None:
    """Print the list, by name."""
    rows = [_row(view) for view in answers.saved.views()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    click.echo(as_text(pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String)), "csv"), nl=False)


def _row(view: SavedView) -> dict[str, str]:
    cells = (view.view_id, view.kind, view.name, _address(view), str(view.created_at), str(view.seen_at), view.note)
    return dict(zip(_COLUMNS, cells, strict=True))


def _address(view: SavedView) -> str:
    return f"{view.page}?{view.query}" if view.query else view.page


def add_view(answers: Answers, name: str, address: str, note: str, watched: bool) -> None:
    """Keep an address with what it shows now. Raises UsageError."""
    page, query = page_and_query(address)
    now = snapshot(answers, page, parse_qs(query, keep_blank_values=True))
    kind = WATCH if watched else VIEW
    click.echo(answers.saved.save(name, page, query, now, kind=kind, note=note))


def list_watches(answers: Answers, as_json: bool, seen: bool) -> None:
    """Print each watch with what changed; with `seen` from now on changes are shown from now on."""
    watches: list[tuple[SavedView, Changes | None, list[str]]] = []
    busy: StoreError | None = None
    for view in answers.saved.views(WATCH):
        try:
            found = since(answers, view)
        except UsageError as error:
            watches.append((view, None, [words().t("Cannot be shown any more: {error}", error=error.message)]))
            continue
        watches.append((view, found, in_words(found, words(), cases=asks_cases(view.page, view.asked))))
        if seen and busy is None:
            try:
                answers.saved.looked(view.view_id, found.now)
            except StoreError as error:  # what changed is printed all the same, and shown again next time
                busy = error
    _print_watches(watches, as_json)
    if busy is not None:
        raise StoreError("Not all were marked as looked at. {busy}", busy=busy.message) from busy


def _print_watches(watches: list[tuple[SavedView, Changes | None, list[str]]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([{**_row(v), **_figures(found), "in_words": lines} for v, found, lines in watches]))
        return
    for view, _, lines in watches:
        click.echo(
            words().t(
                "{name} ({address}), last looked at {seen_at} UTC",
                name=view.name,
                address=_address(view),
                seen_at=str(view.seen_at),
            )
        )
        for line in lines:
            click.echo(f"  {line}")
    none = words().t("No watches: 'atlas saved add NAME ADDRESS --watch' makes one.")
    click.echo(words().t(NO_TREND) if watches else none, err=True)


def _figures(found: Changes | None) -> dict[str, Any]:
    if found is None:
        return {"changed": None}
    looks = {"then": found.before, "now": found.now}
    figures = {
        f"{name}_{when}": getattr(look, field)
        for when, look in looks.items()
        for name, field in (("data_version", "version"), ("reported_seizures", "figure"), ("newest", "newest"))
    }
    lists = {n: list(getattr(found, n)) for n in ("new_places", "new_goods", "gone_places", "gone_goods")}
    return {"changed": found.any, **figures, **lists}
