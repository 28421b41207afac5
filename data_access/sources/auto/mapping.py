"""Which column of a foreign table holds which of our fields, and every answer that a reader gave: saved by name."""

import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from data_access.sources.auto.fields import LABELS
from domain.codes import HANDLING
from domain.errors import UsageError

TOTALS = "totals"
MOSTLY = 0.9
SURE = 0.6
"""A column is taken for a field from this confidence on (our rule; shown beside each proposal)."""
ROW = "_row"
SEVERAL = "|"
"""Between several columns, or several values, of one answer."""
EMPTY_WORD = "(empty)"
"""How an empty cell is called in an answer."""
CONSTANTS = (
    "country",
    "goods",
    "unit",
    "currency",
    "valuation",
    "mode",
    "date",
    "year",
    "illicit",
    "agency_kind",
    "place_precision",
    "handling",
)
OPTIONS = (
    "date_order",
    "decimal",
    "fiscal_start",
    "rows",
    "totals",
    "unit_if_empty",
    "measure",
    "encoding",
    "header",
    "fill_down",
    "table",
)
"""`totals=keep`: rows and columns that are called totals are records all the same. `measure`: what numbers under
headings without a unit count (`events`, or a unit). `header`: the rows of headings (3, 3-4, none). `fill_down`: columns
whose text holds for the empty cells below, or none. `table`: the sheet, member or part."""
PARTS = ("columns", "constants", "options", "answers", "units", "handling", "where")
_KINDS = {"place": "answers", "unit": "units", "handling": "handling", "where": "where"}
"""The first word of a setting → where its answer is kept."""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """field → column, field → one value for the whole file, and how dates and numbers are written.

    `answers` settle what is ambiguous: reported place name → code; `units` a unit's word → our unit; `handling` a
    level's word → our level; `where` a column → the values (joined by |) of the rows that are read.
    """

    columns: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    handling: tuple[tuple[str, str], ...] = ()
    where: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> str | None:
        """The column that holds a field; several are joined by |, see `split`."""
        return dict(self.columns).get(name)

    def constant(self, name: str) -> str:
        """The one value of a field, '' if none."""
        return dict(self.constants).get(name, "")

    def option(self, name: str) -> str:
        """How something is written, '' if nothing was said."""
        return dict(self.options).get(name, "")

    def changed(self, **settings: str) -> "Mapping":
        """With corrections: field=column ('' takes it away), constant:field=value, option=value, place:NAME=code,
        unit:WORD=unit, handling:WORD=level or where:COLUMN=value.

        Raises UsageError naming what can be set.
        """
        parts = {p: dict(getattr(self, p)) for p in PARTS}
        for key, value in settings.items():
            kind, _, rest = key.partition(":")
            if rest and kind == "constant" and rest in CONSTANTS:
                parts["constants"][rest] = _constant(rest, value)
                parts["columns"].pop(rest, None)
            elif rest and kind in _KINDS:
                parts[_KINDS[kind]][rest] = _level(value) if kind == "handling" else value
            elif key in OPTIONS:
                parts["options"][key] = value
            elif key in LABELS:
                parts["columns"][key] = value
                parts["constants"].pop(key, None)
            else:
                raise UsageError(
                    "'{key}' cannot be set. Fields: {labels}; options: {options}; constant:FIELD for {constants}; "
                    "place:NAME=CODE; unit:WORD=UNIT; handling:WORD=LEVEL; where:COLUMN=VALUE|VALUE.",
                    key=key[:40],
                    labels=", ".join(LABELS),
                    options=", ".join(OPTIONS),
                    constants=", ".join(CONSTANTS),
                )
        return Mapping(**{p: tuple(sorted((k, v) for k, v in part.items() if v)) for p, part in parts.items()})

    def to_json(self) -> str:
        """As a document for the store."""
        return json.dumps({p: dict(getattr(self, p)) for p in PARTS}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Read the document again; older ones lack the parts that are newer."""
        document = json.loads(text)
        return cls(**{p: tuple(sorted(document.get(p, {}).items())) for p in PARTS})


def _constant(name: str, value: str) -> str:
    return _level(value) if name == "handling" else value


def _level(value: str) -> str:
    if value and value not in HANDLING:
        raise UsageError(
            "'{value}' is not a handling level. Say one of: {handling}.", value=value[:40], handling=", ".join(HANDLING)
        )
    return value


def split(answer: str | None, columns: list[str]) -> list[str]:
    """The columns of an answer: one, or several joined by |. A heading that holds the sign itself is one."""
    if not answer:
        return []
    return [answer] if answer in columns else [part.strip() for part in answer.split(SEVERAL) if part.strip()]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the file does not say and nobody may guess: how to answer it in the shell.

    `several`: more than one of the answers may hold.
    """

    field: str
    text: str
    answers: tuple[str, ...]
    several: bool = False

    @property
    def settings(self) -> list[str]:
        """The answers as KEY=VALUE."""
        return [a if "=" in a and ":" not in self.field else f"{self.field}={a}" for a in self.answers]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A mapping, how sure each part is (0 to 1), and what must be asked first."""

    mapping: Mapping
    confidence: Dict[str, float]
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    look_alikes: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Field → columns whose values look like it under a heading that does not say so: to be asked, never taken."""
