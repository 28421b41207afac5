"""`atlas import`: what came in, printed; the exit code says whether anything is loaded."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import click
import polars as pl

from cli.language import words
from data_access.casebook.kind import CASES
from data_access.casebook.shipped import bring
from data_access.gateway import Gateway
from data_access.ingest.auto_import import Look, accounted, load_look, look, mapping_named, save_mapping, source_of
from data_access.ingest.loading import import_safely
from data_access.ingest.networks import network_source
from data_access.ingest.ownership import take_over
from data_access.ingest.report import Report
from data_access.sources.auto.quality import reasons
from data_access.sources.base import OPERATOR
from data_access.sources.registry import ADAPTERS, MAPPED
from domain.errors import AtlasError, SourceError, UsageError
from domain.period import day_published
from reports.places.placed import placed_words

NAMED = ("network",)  # untranslated
"""Adapters whose files say neither whose they are nor who may see them: whoever brings them says it."""
MANY_ROWS = 200
"""So many rows that would be set aside are listed."""
MANY = 50_000
"""From so many records on it is said that they are being added up."""


def run_adapter(
    store: Callable[[str | None], Any],
    database: str | None,
    name: str,
    file: Path,
    as_json: bool,
    *,
    settings: tuple[str, ...] = (),
    published: str = "",
    check: bool = False,
    handling: str = "",
    source: str = "",
    publisher: str = "",
) -> None:
    """Load a file of a known source. The store is opened only when name and file are there.

    settings: PART=COLUMN each, for an adapter that takes a mapping of columns. published: see load. check: load
    nothing, say what would come in and what would be set aside. handling, source, publisher: of a
    network, whose file says nothing of them.
    """
    published = day_published(published)
    if name not in ADAPTERS:
        raise UsageError(
            "'{name}' is not an adapter. Known: {adapters}, auto.", name=name, adapters=", ".join(ADAPTERS)
        )
    if not file.is_file():
        raise SourceError("There is no file {file}. Nothing was loaded.", file=file)
    if settings and name not in MAPPED:
        raise UsageError(
            "'{name}' knows its columns. --set is for {mapped} and auto.", name=name, mapped=", ".join(MAPPED)
        )
    given = {"handling": handling, "source": source, "publisher": publisher}
    if name not in NAMED and (unfit := [key for key, value in given.items() if value]):
        raise UsageError("'{name}' takes no --{option}: the file or its adapter says it.", name=name, option=unfit[0])
    own = network_source(source, publisher, owner=OPERATOR) if source or publisher else None
    columns = dict(_pair(s) for s in settings)
    with _bar(words().t("Importing {file}", file=file.name)) as moved:
        engine = store(database)
        refused: list[pl.DataFrame] = []
        report = import_safely(
            engine,
            name,
            file,
            moved,
            columns=columns,
            published=published,
            refused=refused,
            dry=check,
            handling=handling,
            source=own,
        )
    if check:
        _say_what_would(report, refused, as_json)
        return
    if name == CASES.name:
        bring(engine)
    _add_up(engine, report)
    _print(report, as_json)


def _say_what_would(report: Report, refused: list[pl.DataFrame], as_json: bool) -> None:
    """What an import would do, and each row that it would set aside; exit 1 if there is any."""
    rows = pl.concat(refused).select("row", "field", "value", "reason").sort("row") if refused else pl.DataFrame()
    set_aside = [{**r, "reason": words().unpacked(r["reason"])} for r in rows.to_dicts()]
    counts = {key: value for key, value in report.as_dict().items() if key not in ("run_id", "data_version", "account")}
    if as_json:
        click.echo(json.dumps(counts | {"set_aside": set_aside}))
    else:
        for row in set_aside[:MANY_ROWS]:
            click.echo(words().t("row {row}, {field}: {reason} ('{value}')", **{**row, "row": str(row["row"])}))
        for key, value in counts.items():
            click.echo(f"{key:>14}  {value}")
    click.echo(words().t("Checked only: nothing was loaded."), err=True)
    if report.quarantined:
        sys.exit(1)


def run_auto(engine: Any, file: Path, as_json: bool, options: dict[str, Any]) -> None:
    """Look at any table, report what it holds, and load it if nothing has to be asked.

    `--check` loads nothing, and ends with 2 where questions are open.
    """
    published = day_published(options["published"])
    mapping = mapping_named(engine, options["mapping"]) if options["mapping"] else None
    with _bar(words().t("Looking at {file}", file=file.name)) as moved:
        found = look(engine, file, table=options["table"], mapping=mapping, progress=moved, owner=OPERATOR)
    settings = [*options["settings_"], *(f"where:{rows}" for rows in options["where_column"])]
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
    with _bar(words().t("Loading {file}", file=file.name)) as moved:
        report = load_look(engine, found, source, moved, published=published)
    _add_up(engine, report)
    if options["save_as"]:
        save_mapping(engine, options["save_as"], found, owner=OPERATOR)
    _print(report, as_json)


def _checked(found: Look) -> dict[str, Any]:
    """What would come in, and what is asked, as plain values."""
    asked = [{"field": q.field, "question": words().unpacked(q.text), "answers": q.settings} for q in found.questions]
    can_load = found.frames["records"]["row"].n_unique()
    return {"loadable": can_load, "questions": asked, "account": _in_words(accounted(found))}


def _open_questions(found: Look) -> None:
    """The open questions with the settings that answer them, on standard error; then the exit code is 2."""
    if found.ready:
        return
    lines = [
        words().n(
            "{n} open question; nothing was loaded:", "{n} open questions; nothing was loaded:", len(found.questions)
        )
    ]
    for question in found.questions:
        lines.append(f"  {words().unpacked(question.text)}")
        lines += [f"      --set {quote(setting)}" for setting in question.settings]
    click.echo("\n".join(lines), err=True)
    sys.exit(2)


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark:
        raise UsageError("--set takes KEY=VALUE, such as date=Fecha or date_order=dmy; not '{text}'.", text=text[:60])
    return key.strip(), value.strip()


def describe(found: Look) -> None:
    """The quality report on standard error."""
    lines = [
        words().t("Table '{table}': {rows} rows.", table=found.table, rows=found.rows),
        *map(words().unpacked, found.notes),
        *_mapped(found),
    ]
    records, refused = found.frames["records"], found.frames["refused"]
    lines.append(
        words().t("{n} rows can be loaded, {refused} are refused.", n=records["row"].len(), refused=refused.height)
    )
    lines += [
        words().t(
            "  {n} × {field}: {reason} (row {row}: '{example}')",
            n=r["rows"],
            field=r["field"],
            reason=words().unpacked(r["reason"]),
            row=str(r["first"]),
            example=str(r["example"])[:60],
        )
        for r in reasons(refused).head(20).to_dicts()
    ]
    lines += [_reading(r) for r in found.frames["readings"].head(20).to_dicts()]
    complete = {r["field"]: r["share"] for r in found.frames["completeness"].to_dicts()}
    shares = [f"{field} {words().percent(share)}" for field, share in complete.items()]
    lines.append(words().t("Reported: {shares}", shares=", ".join(shares)))
    none = words().t("none")
    units = [f"{r['unit_reported'] or none} {r['rows']:,}" for r in found.frames["units"].head(8).to_dicts()]
    lines.append(words().t("Units: {units}.", units=", ".join(units) or none))
    lines.append(
        words().t(
            "{copies} rows repeat another one; {known} are in the store already; {outliers} outliers.",
            copies=found.copies,
            known=found.known,
            outliers=found.frames["outliers"].height,
        )
    )
    click.echo("\n".join([*lines, *account_lines(accounted(found))]), err=True)


def _mapped(found: Look) -> list[str]:
    mapping = found.mapping
    lines = [
        words().t(
            "  {field} from '{column}' ({sure})",
            field=f"{field:<14}",
            column=column,
            sure=words().percent(found.confidence.get(field, 1.0)),
        )
        for field, column in mapping.columns
    ]
    lines += [
        words().t("  {field} is '{value}' for all rows", field=f"{field:<14}", value=value)
        for field, value in mapping.constants
    ]
    lines += [f"  {key:<14} {value}" for key, value in mapping.options]
    return lines + [
        words().t("  only rows in which '{column}' is {value}", column=column, value=value)
        for column, value in mapping.where
    ]


def account_lines(account: dict[str, Any]) -> list[str]:
    """Rows of the file = the sum of where they went; columns used and left out, each by name."""
    rows, columns = account["rows"], account["columns"]
    parts = [
        words().t("{n} loaded", n=rows["loaded"]),
        words().t("{n} unchanged", n=rows["unchanged"]),
        words().t("{n} quarantined", n=rows["quarantined"]),
        words().t("{n} set aside", n=rows["set_aside"]),
    ]
    parts += [words().t("{n} waiting for answers", n=rows["waiting"])] if rows["waiting"] else []
    lines = [words().t("Rows of the file: {rows} = {parts}.", rows=rows["in_file"], parts=" + ".join(parts))]
    lines += [
        words().t("  {n} set aside: {reason}", n=n, reason=words().unpacked(reason))
        for reason, n in account["set_aside"].items()
    ]
    used, left = len(columns["used"]), len(columns["left_out"])
    lines.append(
        words().t(
            "Columns of the file: {columns} = {used} used + {left} left out.",
            columns=columns["in_file"],
            used=used,
            left=left,
        )
    )
    return lines + [
        words().t("  left out: '{name}' ({reason})", name=name, reason=words().unpacked(reason))
        for name, reason in columns["left_out"].items()
    ]


def _in_words(account: dict[str, Any]) -> dict[str, Any]:
    """The same with reasons in words instead of packed messages."""
    skipped = {words().unpacked(reason): n for reason, n in account["set_aside"].items()}
    left_out = {name: words().unpacked(reason) for name, reason in account["columns"]["left_out"].items()}
    return account | {"set_aside": skipped, "columns": account["columns"] | {"left_out": left_out}}


def _reading(row: dict[str, str]) -> str:
    read = words().t(
        "  {field} '{name}': {status}, read as {code}",
        field=row["field"],
        name=row["name"][:60],
        status=row["status"],
        code=row["code"] or words().t("nothing"),
    )
    return " ".join(filter(None, [read, words().unpacked(row["note"]), row["candidates"]]))


def _add_up(engine: Any, report: Report) -> None:
    """Make the cubes of what was loaded, so that no reader waits: the records are loaded whatever comes of it."""
    if not report.loaded:
        return
    if report.loaded > MANY:
        click.echo(words().t("Adding up {n} records for the pages …", n=report.loaded), err=True)
    try:
        Gateway.open(url=engine.url.render_as_string(hide_password=False))
    except AtlasError as error:
        click.echo(words().say(error.message), err=True)


def _print(report: Report, as_json: bool) -> None:
    if as_json:
        figures = report.as_dict()
        account = figures.get("account")
        click.echo(json.dumps(figures | ({"account": _in_words(account)} if account else {})))
    else:
        figures = report.as_dict()
        account = figures.pop("account", None)
        for key, value in figures.items():
            click.echo(f"{key:>14}  {value}")
        if account:
            click.echo("\n".join(account_lines(account)))
    if report.drafts:
        click.echo(
            words().t("{n} entries were changed here by hand: the newer text is a draft beside them.", n=report.drafts),
            err=True,
        )
    if report.quarantined:
        click.echo(
            words().t("{n} rows could not be read: 'atlas quarantine' lists them.", n=report.quarantined), err=True
        )
    for sentence in placed_words(report, words()):
        click.echo(sentence, err=True)
    if report.loaded + report.unchanged == 0:
        click.echo(words().t("atlas: nothing was loaded."), err=True)
        sys.exit(1)


class _bar:
    """A progress bar on standard error: it takes shares from 0 to 1."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(length=1000, label=label, file=sys.stderr)

    def __enter__(self) -> Callable[[float], None]:
        bar = self._bar.__enter__()
        return lambda done: bar.update(int(done * 1000) - bar.pos)

    def __exit__(self, *error: Any) -> None:
        self._bar.__exit__(*error)
