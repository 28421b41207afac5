"""Text with a delimiter → a grid: which delimiter, how many fields, and each row at its line. Nothing is shifted."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from data_access.sources.auto.files.raw import Line, RawTable, frame_of, grid_names, skipped_frame
from domain.errors import SourceError
from domain.messages import N_, message, packed, unpack

DELIMITERS = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
}
RAGGED = N_("{n} fields where the table has {width}")
DAMAGED = (N_("damaged: it contains a NUL byte"), N_("damaged: it contains bytes that are not UTF-8"))
"""Why a row is set aside."""
LOOKED_AT = 400
"""So many rows decide about the delimiter."""
MAX_LINES_PER_ROW = 50
"""A quoted field over more lines than this is an opening quotation mark that was never closed."""
MAX_COLUMNS = 16_384
NOT_IN_TEXT = "\x1f"
"""Splits nothing: for a table of one column."""
_PLAIN = re.compile(r"[+-]?[\d.,:/\s'%-]+|[^,;\t|]*")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)

Skipped = tuple[int, list[str], str]


def read_text(text: str, name: str, delimiter: str = "") -> RawTable:
    """The grid of a text. Raises SourceError where it is no table at all."""
    if not text.strip("\r\n\t \0"):
        raise SourceError("{name}: the file contains no text.", name=name)
    if _share_of_controls(text) > 0.01:
        raise SourceError("{name}: this is not a table of text. Save it as CSV or as .xlsx.", name=name)
    declared = _SEPARATOR_LINE.match(text)
    mark = delimiter or (declared[1] if declared else "") or find_delimiter(text)
    if len(mark) > 1 or mark in {"\r", "\n", '"'}:
        raise SourceError(
            "{name}: the delimiter must be one sign, as ; or |, and not '{mark}'.", name=name, mark=mark[:20]
        )
    first = 2 if declared else 1
    width = _width(fields for line, fields in _records(text, mark, name) if line >= first)
    if width > MAX_COLUMNS:
        raise SourceError(
            "{name}: it has {width} columns. Bring a table with up to {max_columns}.",
            name=name,
            width=width,
            max_columns=MAX_COLUMNS,
        )
    skipped: list[Skipped] = [(1, [text[:5]], "line that names the delimiter")] if declared else []
    rows = (line for line in _records(text, mark, name) if line[0] >= first)
    frame = frame_of(grid_names(width), _right(rows, width, skipped))
    return RawTable(name=name, frame=frame, skipped=skipped_frame(skipped), notes=_notes(mark, width, skipped))


def find_delimiter(text: str) -> str:
    """The sign that splits the rows most evenly into plain cells; '' where none does."""
    scores = {mark: _score(text, mark) for mark in DELIMITERS}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best] > 0 else ""


def _score(text: str, mark: str) -> float:
    """Share of the rows with the commonest number of fields × share of their cells that are plain."""
    try:
        rows = [fields for fields in islice(csv.reader(_lines(text), delimiter=mark), LOOKED_AT) if any(fields)]
    except csv.Error:
        return 0.0
    counts = Counter(len(fields) for fields in rows if len(fields) > 1)
    if not counts:
        return 0.0
    width, number = counts.most_common(1)[0]
    cells = [cell for fields in rows if len(fields) == width for cell in fields]
    plain = sum(_PLAIN.fullmatch(cell[:200]) is not None for cell in cells) / len(cells)
    return number / len(rows) * plain * (1 - 1 / (width + 1))


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


class _Tape:
    """The lines of a text, with those since the last cut kept."""

    def __init__(self, text: str) -> None:
        self.lines, self.kept = _lines(text), list[str]()

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.kept.append(line)
            yield line

    def cut(self) -> list[str]:
        """The lines since the last cut."""
        kept, self.kept = self.kept, []
        return kept


def _records(text: str, mark: str, name: str) -> Iterator[Line]:
    """(first line, fields) of each row; blank lines have no fields."""
    tape, line = _Tape(text), 1
    reader = csv.reader(tape, delimiter=mark or NOT_IN_TEXT)
    started, last = 1, list[str]()
    try:
        for fields in reader:
            started, last = line, tape.cut()
            line += len(last)
            if len(last) > MAX_LINES_PER_ROW:
                raise _unclosed(name, started)
            yield started, fields
    except csv.Error as error:
        raise SourceError(
            "{name}, row {line}: {error}. Correct this row and import again.", name=name, line=str(line), error=error
        ) from error
    if _never_closed(last, mark):
        raise _unclosed(name, started)


def _unclosed(name: str, line: int) -> SourceError:
    return SourceError(
        "{name}, row {line}: a quotation mark is opened and never closed. Correct this row.", name=name, line=str(line)
    )


def _never_closed(lines: list[str], mark: str) -> bool:
    """Whether the last row ends inside quotation marks: only the strict reader says so."""
    try:
        list(csv.reader(lines, delimiter=mark or NOT_IN_TEXT, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _share_of_controls(text: str) -> float:
    head = text[:100_000]
    return sum(c < " " and c not in "\t\r\n\f\v\x1a" for c in head) / len(head)


def _width(rows: Iterable[list[str]]) -> int:
    """The commonest number of fields; of equally common ones, the larger."""
    counts = Counter(len(fields) for fields in rows if any(map(str.strip, fields)))
    several = {width: number for width, number in counts.items() if width > 1}
    if not several or 4 * max(several.values()) < counts[1]:
        return 1  # a text in which a delimiter happens to stand
    return max(several, key=lambda width: (several[width], width))


def _right(rows: Iterable[Line], width: int, skipped: list[Skipped]) -> Iterator[Line]:
    """The rows of the right width; all others go to the list."""
    for line, fields in rows:
        if reason := _fault(fields, width):
            skipped.append((line, [_clean(field) for field in fields], reason))
        else:
            yield line, fields


def _fault(fields: list[str], width: int) -> str:
    if not any(map(str.strip, fields)):
        return "blank"
    if any("\0" in field for field in fields):
        return DAMAGED[0]
    if any("\udc80" <= c <= "\udcff" for field in fields if not field.isascii() for c in field):
        return DAMAGED[1]
    if len(fields) != width:
        return packed(RAGGED, n=len(fields), width=width)
    return ""


def _clean(field: str) -> str:
    """Without lone surrogates, which no text file can hold."""
    return field.encode("utf-8", "replace").decode("utf-8")


def _notes(mark: str, width: int, skipped: list[Skipped]) -> tuple[str, ...]:
    split = N_("One column only.")
    if mark and width > 1:
        split = packed(
            "Fields are separated by {signs}.", signs=message(DELIMITERS[mark]) if mark in DELIMITERS else repr(mark)
        )
    texts = [unpack(reason).text for _, _, reason in skipped]
    ragged, damaged = texts.count(RAGGED), sum(text in DAMAGED for text in texts)
    notes = [split]
    if ragged:
        notes.append(
            packed(
                "{n} rows have more or fewer fields than {width}: they are set aside, not shifted.",
                n=ragged,
                width=width,
            )
        )
    if damaged:
        notes.append(packed("{n} damaged rows are set aside.", n=damaged))
    return tuple(notes)
