"""`atlas digest`: the briefings of a list of places and languages, into a folder or by mail, when the data are new."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import click

from charts.theme import LIGHT
from cli.brief import selection_of
from cli.language import words as shell_words
from cli.mail import checked, message, send
from cli.shared import viewer_of
from data_access.gateway import Gateway
from data_access.settings import MailSettings, mail_settings
from domain.errors import AtlasError, SourceError, UsageError
from domain.incidents.ownership import owned
from domain.languages import ENGLISH_CODE, available
from domain.words import Words
from reports.briefing.brief import Brief, brief
from reports.briefing.files import FORMATS
from reports.briefing.scope import scoped
from reports.briefing.sender import Sender, drafted
from reports.studio import Studio

COLUMNS = ("place", "period", "goods", "scheme", "language", "handling", "to")
"""Of the list: all may be empty, and lack. `handling`: the levels that may be seen, 'public' where none is named; `to`:
addresses. Several stand with semicolons between them.
"""
STATE = "digest.json"
"""Beside the files: which data version each row was made of last."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A briefing to be made, and to whom it goes."""

    number: int
    place: str
    period: str
    goods: tuple[str, ...]
    scheme: str
    language: str
    handling: tuple[str, ...]
    to: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is of, whoever gets it."""
        return "|".join([self.place, self.period, *self.goods, self.scheme, self.language, *self.handling])


def read(path: Path) -> list[Row]:
    """The rows of a list. Raises SourceError, naming file and row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if unknown := [c for c in reader.fieldnames or [] if c not in COLUMNS]:
                raise SourceError(
                    "{name}, row 1: '{column}' is not a column of a list of briefings. Known: {known}.",
                    name=path.name,
                    column=unknown[0][:40],
                    known=", ".join(COLUMNS),
                )
            return [_row(path, reader.line_num, line) for line in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError("{name}: the list cannot be read ({error}).", name=path.name, error=error) from error


def _row(path: Path, number: int, line: dict[str, str | None]) -> Row:
    cells = {column: (line.get(column) or "").strip() for column in COLUMNS}
    several = {column: tuple(filter(None, map(str.strip, cells[column].split(";")))) for column in COLUMNS}
    language = cells["language"] or ENGLISH_CODE
    if language not in available():
        raise SourceError(
            "{name}, row {row}: '{language}' is not a language that can be written now. There are: {known}.",
            name=path.name,
            row=str(number),
            language=language[:20],
            known=", ".join(available()),
        )
    if wrong := [address for address in several["to"] if "@" not in address or any(map(str.isspace, address))]:
        raise SourceError(
            "{name}, row {row}: '{address}' is not an address.", name=path.name, row=str(number), address=wrong[0][:60]
        )
    if any(map(owned, several["handling"])):
        raise SourceError(
            "{name}, row {row}: a level that is a company's own goes into no digest.", name=path.name, row=str(number)
        )
    return Row(
        number=number,
        place=cells["place"],
        period=cells["period"],
        goods=several["goods"],
        scheme=cells["scheme"] or "m49",
        language=language,
        handling=several["handling"],
        to=several["to"],
    )


def make(gateway: Gateway, rows: list[Row], out: Path, form: str, *, by_mail: bool, always: bool) -> int:
    """Make those that are due, say what was done, and return how many failed: the others are made all the same."""
    mail = checked(mail_settings()) if by_mail else None
    out.mkdir(parents=True, exist_ok=True)
    before, failed, say = _state(out), 0, shell_words()
    version = gateway.for_viewer(viewer_of((), ENGLISH_CODE)).mark()
    for row in rows:
        if not always and before.get(row.key) == version:
            click.echo(say.t("Row {row}: nothing new since it was made last.", row=str(row.number)), err=True)
            continue
        try:
            file = _made(gateway, row, out, form, mail)
        except AtlasError as error:
            failed += 1
            click.echo(say.t("Row {row}: {error}", row=str(row.number), error=error.message), err=True)
            continue
        before[row.key] = version
        _keep(out, before)
        click.echo(str(file))
    return failed


def _made(gateway: Gateway, row: Row, out: Path, form: str, mail: MailSettings | None) -> Path:
    """Write one file, and send it if there is a mail server and somebody to send it to."""
    words = Words(row.language)
    studio = Studio(gateway.for_viewer(viewer_of(row.handling, row.language)), words, LIGHT)
    selection = selection_of(row.place, row.period, row.goods, row.scheme)
    draft = drafted(studio, scoped(studio.answers, selection))
    found = brief(studio, selection, Sender(lines=draft.lines, questions=draft.questions))
    content = FORMATS[form](studio, found)
    file = out / _name(row, found, form)
    part = file.with_suffix(".part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise UsageError("{out} cannot be written: {strerror}.", out=file, strerror=error.strerror) from error
    if mail:
        send(mail, [message(found, words, mail, address, (file.name, content)) for address in row.to])
    return file


def _name(row: Row, found: Brief, form: str) -> str:
    what = "-".join([row.place or "world", *row.goods])
    period = f"{found.scope.first}-{found.scope.last}" if found.scope.first != found.scope.last else found.scope.first
    return f"briefing_{what}_{period}_{row.language}_v{found.said.version}.{form}"


def _state(out: Path) -> dict[str, str]:
    """Which version each row was made of last; nothing where that is not known."""
    try:
        found = json.loads((out / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _keep(out: Path, state: dict[str, str]) -> None:
    part = out / f"{STATE}.part"
    part.write_text(json.dumps(state, indent=1), encoding="utf-8")
    part.replace(out / STATE)
