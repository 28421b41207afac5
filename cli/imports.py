"""`atlas import`: what came in, printed; the exit code says whether anything is loaded."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import click

from data_access.ingest.auto_import import Look, accounted, load_look, look, mapping_named, save_mapping, source_of
from data_access.ingest.loading import Report, import_safely
from data_access.ingest.ownership import take_over
from data_access.sources.auto.quality import reasons
from data_access.sources.base import OPERATOR
from data_access.sources.registry import ADAPTERS, MAPPED
from domain.errors import SourceError, UsageError
from domain.period import day_published
from domain.words import ENGLISH


def run_adapter(
    store: Callable[[str | None], Any],
    database: str | None,
    name: str,
    file: Path,
    as_json: bool,
    *,
    settings: tuple[str, ...] = (),
    published: str = "",
) -> None:
    """Load a file of a known source. The store is opened only when name and file are there.

    settings: PART=COLUMN each, for an adapter that takes a mapping of columns. published: see load.
    """
    published = day_published(published)
    if name not in ADAPTERS:
        raise UsageError(f"'{name}' is not an adapter. Known: {', '.join(ADAPTERS)}, auto.")
    if not file.is_file():
        raise SourceError(f"There is no file {file}. Nothing was loaded.")
    if settings and name not in MAPPED:
        raise UsageError(f"'{name}' knows its columns. --set is for {', '.join(MAPPED)} and auto.")
    columns = dict(_pair(s) for s in settings)
    with _bar(f"Importing {file.name}") as moved:
        report = import_safely(store(database), name, file, moved, columns=columns, published=published)
    _print(report, as_json)


def run_auto(engine: Any, file: Path, as_json: bool, options: dict[str, Any]) -> None:
    """Look at any table, report what it holds, and load it if nothing has to be asked.

    `--check` loads nothing, and ends with 2 where questions are open.
    """
    published = day_published(options["published"])
    mapping = mapping_named(engine, options["mapping"]) if options["mapping"] else None
    with _bar(f"Looking at {file.name}") as told:
        found = look(engine, file, table=options["table"], mapping=mapping, progress=told, owner=OPERATOR)
    settings = [*options["settings_"], *(f"where:{told}" for told in options["where_column"])]
    if settings:
        changed = found.mapping.changed(**dict(_pair(s) for s in settings))
        found = look(engine, file, table=options["table"], mapping=changed, owner=OPERATOR)
    describe(found)
    if options["check"] or (as_json and not found.ready):
        if as_json:
            click.echo(json.dumps(_checked(found)))
        _open_questions(found)
        return
    source = source_of(found, options["source"], options["publisher"], owner=OPERATOR)
    if options["take_over"]:
        take_over(engine, source.name)
    with _bar(f"Loading {file.name}") as moved:
        report = load_look(engine, found, source, moved, published=published)
    if options["save_as"]:
        save_mapping(engine, options["save_as"], found, owner=OPERATOR)
    _print(report, as_json)


def _checked(found: Look) -> dict[str, Any]:
    """What would come in, and what is asked, as plain values."""
    asked = [{"field": q.field, "question": q.text, "answers": q.settings} for q in found.questions]
    can_load = found.frames["records"]["row"].n_unique()
    return {"loadable": can_load, "questions": asked, "account": accounted(found)}


def _open_questions(found: Look) -> None:
    """The open questions with the settings that answer them, on standard error; then the exit code is 2."""
    if found.ready:
        return
    lines = [f"{len(found.questions)} open question{'s' if len(found.questions) > 1 else ''}; nothing was loaded:"]
    for question in found.questions:
        lines.append(f"  {question.text}")
        lines += [f"      --set {quote(setting)}" for setting in question.settings]
    click.echo("\n".join(lines), err=True)
    sys.exit(2)


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark:
        raise UsageError(f"--set takes KEY=VALUE, such as date=Fecha or date_order=dmy; not '{text[:60]}'.")
    return key.strip(), value.strip()


def describe(found: Look) -> None:
    """The quality report on standard error."""
    lines = [f"Table '{found.table}': {found.rows:,} rows.", *found.notes, *_mapped(found)]
    records, refused = found.frames["records"], found.frames["refused"]
    lines.append(f"{records['row'].len():,} rows can be loaded, {refused.height:,} are refused.")
    lines += [
        f"  {r['rows']:,} × {r['field']}: {r['reason']} (row {r['first']}: '{str(r['example'])[:60]}')"
        for r in reasons(refused).head(20).to_dicts()
    ]
    lines += [_reading(r) for r in found.frames["readings"].head(20).to_dicts()]
    told = {r["field"]: r["share"] for r in found.frames["completeness"].to_dicts()}
    lines.append("Told: " + ", ".join(f"{field} {ENGLISH.percent(share)}" for field, share in told.items()))
    units = [f"{r['unit_reported'] or 'none'} {r['rows']:,}" for r in found.frames["units"].head(8).to_dicts()]
    lines.append(f"Units: {', '.join(units) or 'none'}.")
    lines.append(
        f"{found.copies:,} rows repeat another one; {found.known:,} are in the store already; "
        f"{found.frames['outliers'].height:,} outliers."
    )
    click.echo("\n".join([*lines, *account_lines(accounted(found))]), err=True)


def _mapped(found: Look) -> list[str]:
    mapping = found.mapping
    lines = [
        f"  {field:<14} from '{column}' ({ENGLISH.percent(found.confidence.get(field, 1.0))})"
        for field, column in mapping.columns
    ]
    lines += [f"  {field:<14} is '{value}' for all rows" for field, value in mapping.constants]
    lines += [f"  {key:<14} {value}" for key, value in mapping.options]
    return lines + [f"  only rows in which '{column}' is {value}" for column, value in mapping.where]


def account_lines(account: dict[str, Any]) -> list[str]:
    """Rows of the file = the sum of where they went; columns used and left out, each by name."""
    rows, columns = account["rows"], account["columns"]
    parts = [f"{rows[k]:,} {k.replace('_', ' ')}" for k in ("loaded", "unchanged", "quarantined", "set_aside")]
    parts += [f"{rows['waiting']:,} waiting for answers"] if rows["waiting"] else []
    lines = [f"Rows of the file: {rows['in_file']:,} = {' + '.join(parts)}."]
    lines += [f"  {n:,} set aside: {reason}" for reason, n in account["set_aside"].items()]
    used, left = len(columns["used"]), len(columns["left_out"])
    lines.append(f"Columns of the file: {columns['in_file']} = {used} used + {left} left out.")
    return lines + [f"  left out: '{name}' ({reason})" for name, reason in columns["left_out"].items()]


def _reading(row: dict[str, str]) -> str:
    read = f"  {row['field']} '{row['name'][:60]}': {row['status']}, read as {row['code'] or 'nothing'}"
    return " ".join(filter(None, [read, row["note"], row["candidates"]]))


def _print(report: Report, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.as_dict()))
    else:
        told = report.as_dict()
        account = told.pop("account", None)
        for key, value in told.items():
            click.echo(f"{key:>14}  {value}")
        if account:
            click.echo("\n".join(account_lines(account)))
    if report.quarantined:
        click.echo(f"{report.quarantined} rows could not be read: 'atlas quarantine' lists them.", err=True)
    if report.loaded + report.unchanged == 0:
        click.echo("atlas: nothing was loaded.", err=True)
        sys.exit(1)


class _bar:
    """A progress bar on standard error, told shares from 0 to 1."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(length=1000, label=label, file=sys.stderr)

    def __enter__(self) -> Callable[[float], None]:
        bar = self._bar.__enter__()
        return lambda done: bar.update(int(done * 1000) - bar.pos)

    def __exit__(self, *told: Any) -> None:
        self._bar.__exit__(*told)
