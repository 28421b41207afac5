"""Which column of a foreign table holds which of our fields: proposed with a confidence, corrected, saved by name."""

import hashlib
import json
import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from data_access.money import is_currency
from data_access.sources.auto.fields import LABELS, PLACES, Evidence, heading, named
from data_access.sources.auto.numbers import DateStyle, NumberStyle, date_style, number_style
from data_access.sources.auto.raw import RawTable
from data_access.units import find_unit, unit_in_header
from domain.codes import VALUATIONS
from domain.errors import UsageError

TOTALS = "totals"
WIDE = "turned into rows"
MOSTLY = 0.9
SURE = 0.6
"""A column is taken for a field from this confidence on (our rule; shown beside each proposal)."""
ROW = "_row"
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
)
OPTIONS = ("date_order", "decimal", "fiscal_start", "rows", "totals")
"""`totals=keep`: rows that are called totals are records all the same."""
DATE_ORDERS = ("ymd", "dmy", "mdy")
_FISCAL = re.compile(r"\bfy\b|fiscal|haushaltsjahr|ejercicio", re.IGNORECASE)
_SIGNS = re.compile(r"[$€£¥₹₽%\s]")


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """field → column, field → one value for the whole file, and how dates and numbers are written.

    `answers` settle what is ambiguous: reported place name → code.
    """

    columns: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> str | None:
        """The column that holds a field."""
        return dict(self.columns).get(name)

    def constant(self, name: str) -> str:
        """The one value of a field, '' if none."""
        return dict(self.constants).get(name, "")

    def option(self, name: str) -> str:
        """How something is written, '' if nothing was said."""
        return dict(self.options).get(name, "")

    def changed(self, **settings: str) -> "Mapping":
        """With corrections: field=column ('' takes it away), constant:field=value, option=value or place:NAME=code.

        Raises UsageError naming what can be set.
        """
        parts = {p: dict(getattr(self, p)) for p in ("columns", "constants", "options", "answers")}
        for key, value in settings.items():
            kind, _, rest = key.partition(":")
            if rest and kind == "constant" and rest in CONSTANTS:
                parts["constants"][rest] = value
                parts["columns"].pop(rest, None)
            elif rest and kind == "place":
                parts["answers"][rest] = value
            elif key in OPTIONS:
                parts["options"][key] = value
            elif key in LABELS:
                parts["columns"][key] = value
                parts["constants"].pop(key, None)
            else:
                raise UsageError(
                    f"'{key[:40]}' cannot be set. Fields: {', '.join(LABELS)}; options: {', '.join(OPTIONS)}; "
                    f"constant:FIELD for {', '.join(CONSTANTS)}; place:NAME=CODE."
                )
        return Mapping(**{p: tuple(sorted((k, v) for k, v in held.items() if v)) for p, held in parts.items()})

    def to_json(self) -> str:
        """As a document for the store."""
        return json.dumps(
            {p: dict(getattr(self, p)) for p in ("columns", "constants", "options", "answers")}, sort_keys=True
        )

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Read the document again."""
        told = json.loads(text)
        return cls(
            **{p: tuple(sorted(told.get(p, {}).items())) for p in ("columns", "constants", "options", "answers")}
        )


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the file does not tell and nobody may guess: how to answer it in the shell."""

    field: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A mapping, how sure each part is (0 to 1), and what must be asked first."""

    mapping: Mapping
    confidence: Dict[str, float]
    questions: tuple[Question, ...] = ()


def shape_key(table: RawTable) -> str:
    """Files with the same headings have the same key: a saved mapping is offered for the next one."""
    names = sorted(heading(c) for c in table.frame.columns if c != ROW)
    return hashlib.blake2b("\x1f".join(names).encode(), digest_size=8).hexdigest()


def propose(table: RawTable) -> Proposal:
    """Look at headings and values. Nothing is taken below SURE; ambiguous styles are asked."""
    columns = [c for c in table.frame.columns if c != ROW]
    evidence = {c: Evidence.of(table.frame[c]) for c in columns}
    scored = sorted(_candidates(columns, evidence), key=lambda s: (-s[0], columns.index(s[2])))
    taken: dict[str, str] = {}
    confidence: dict[str, float] = {}
    for score, name, column in scored:
        if score >= SURE and name not in taken and column not in taken.values():
            taken[name], confidence[name] = column, round(score, 2)
    if "date" in taken and "year" in taken:  # the finer one tells both
        taken.pop("year")
        taken.pop("month", None)
    options = (("rows", TOTALS),) if _are_totals(table, taken) else ()
    mapping = Mapping(columns=tuple(sorted(taken.items())), constants=_from_headings(taken), options=options)
    return asked(table, Proposal(mapping=mapping, confidence=confidence))


def _candidates(columns: list[str], evidence: dict[str, Evidence]) -> list[tuple[float, str, str]]:
    """(score, field, column): the heading and what the values look like, together."""
    found = []
    for column in columns:
        told = dict(named(column))
        for name in LABELS:
            share = evidence[column].share(name)
            by_name = told.get(name, 0.0)
            if name == "quantity" and not by_name and names_unit(column):
                by_name = 0.8
            score = _score(name, by_name, share, bool(evidence[column].values), named_otherwise=bool(told))
            if score > 0:
                found.append((score, name, column))
    return found


def names_unit(column: str) -> str:
    """The unit that a heading is or names ('kg', 'Weight (kg)'); '' if none."""
    inside = unit_in_header(column)
    whole = find_unit(column) or find_unit(heading(column))
    return inside.spelling if inside else whole.spelling if whole else ""


def _score(name: str, by_name: float, share: float | None, any_value: bool, *, named_otherwise: bool) -> float:
    if not any_value:
        return 0.3 * by_name
    if share is None:
        return 0.95 * by_name
    if (
        by_name == 0
    ):  # the values alone: only for those that nothing else looks like, under a heading that tells nothing
        if named_otherwise:
            return 0.0
        return 0.62 * share if name in ("date", "country", "goods") and share > 0.97 else 0.0
    if by_name == 1 and name in ("goods", "unit"):  # called so outright, in words that we may not know
        return 0.62 + 0.38 * share
    least = {"goods": 0.0, "unit": 0.3}.get(name, 0.5)
    return by_name * (0.55 + 0.45 * share) if share >= least else 0.3 * by_name


def _are_totals(table: RawTable, taken: dict[str, str]) -> bool:
    """Rows that sum up seizures instead of telling single ones: one a year for each place and kind of goods.

    So it is in tables that had years or months as columns, and where only years are told and no group comes twice.
    """
    if {"date", "record_id", "events"} & set(taken) or "quantity" not in taken or "year" not in taken:
        return WIDE in " ".join(table.notes) and "events" not in taken
    groups = [c for f, c in taken.items() if f not in ("quantity", "value", "unit")]
    alone = table.frame.select(groups).is_unique()
    return "month" not in taken and int(alone.sum()) > MOSTLY * max(len(alone), 1)


def _from_headings(taken: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A unit named in the heading of the quantity ('Weight (kg)'), a currency or basis in that of the value."""
    told: dict[str, str] = {}
    if "quantity" in taken and "unit" not in taken and (found := names_unit(taken["quantity"])):
        told["unit"] = found
    if "value" in taken:
        words = re.findall(r"[A-Za-z]+", taken["value"])
        currency = next((w for w in words if w.isupper() and len(w) == 3 and is_currency(w)), "")
        valuation = next((w.lower() for w in words if w.lower() in VALUATIONS), "")
        told |= {k: v for k, v in (("currency", currency), ("valuation", valuation)) if v and k not in taken}
    return tuple(sorted(told.items()))


def asked(table: RawTable, proposal: Proposal) -> Proposal:
    """The same proposal with the questions that its mapping leaves open."""
    mapping = proposal.mapping
    questions = [*_missing(mapping), *_fiscal(mapping), *_rows(mapping)]
    if (column := mapping.column("date")) and not mapping.option("date_order"):
        style = date_style(_values(table, column))
        if style.ambiguous:
            text = f"Dates in '{column}' may be day-month-year or month-day-year: the values do not tell."
            questions.append(Question(field="date_order", text=text, answers=("dmy", "mdy")))
    for name in ("quantity", "value"):
        column = mapping.column(name)
        if column and styles(table, mapping, name).ambiguous:
            text = f"Numbers in '{column}' such as 1.234 may be thousands or decimals: the values do not tell."
            questions.append(Question(field="decimal", text=text, answers=(".", ",")))
            break
    return replace(proposal, questions=tuple(questions))


def _values(table: RawTable, column: str) -> list[str]:
    return Evidence.of(table.frame[column]).values


def _missing(mapping: Mapping) -> list[Question]:
    told = {*dict(mapping.columns), *dict(mapping.constants)}
    questions = []
    if not told & {"date", "year"}:
        text = "No column holds a date or a year."
        questions.append(
            Question(field="date", text=text, answers=("date=COLUMN", "year=COLUMN", "constant:year=2020"))
        )
    if "country" not in told:
        text = "No column holds the country of seizure."
        questions.append(Question(field="country", text=text, answers=("country=COLUMN", "constant:country=FRA")))
    if not told & {"goods", "species"}:
        text = "No column says what was seized."
        questions.append(Question(field="goods", text=text, answers=("goods=COLUMN", "constant:goods=cigarettes")))
    return questions


def _rows(mapping: Mapping) -> list[Question]:
    """Rows dated by years alone, with a quantity: single seizures or sums? The count of seizures hangs on it."""
    held = set(dict(mapping.columns))
    if mapping.option("rows") or "year" not in held or "quantity" not in held or held & {"date", "month", "events"}:
        return []
    text = "Rows are dated by years alone: does each stand for one seizure, or for a total of several?"
    return [Question(field="rows", text=text, answers=("seizures", TOTALS))]


def _fiscal(mapping: Mapping) -> list[Question]:
    """A fiscal year starts in some month: which one, the file rarely says."""
    column = mapping.column("year")
    if column is None or mapping.option("fiscal_start") or not _FISCAL.search(column.replace("_", " ")):
        return []
    text = f"'{column}' is a fiscal year: in which month does it start? (1: it is the calendar year)"
    return [Question(field="fiscal_start", text=text, answers=("10", "4", "7", "1"))]


def styles(table: RawTable, mapping: Mapping, name: str) -> NumberStyle:
    """How the numbers of a field are written: as said, else as the column shows."""
    column = mapping.column(name)
    style = number_style(_values(table, column)) if column else number_style([])
    said = mapping.option("decimal") or (_decimal_elsewhere(table) if style.ambiguous else "")
    return replace(style, decimal=said, ambiguous=False, thousands="," if said == "." else ".") if said else style


def _decimal_elsewhere(table: RawTable) -> str:
    """The decimal mark that every other column with a telling number shows: a file has one way of writing them."""
    columns = [c for c in table.frame.columns if c != ROW]
    texts = ([_SIGNS.sub("", value) for value in _values(table, c)] for c in columns)
    found = {style.decimal for t in texts if not (style := number_style(t)).ambiguous and style.decimal}
    return found.pop() if len(found) == 1 else ""


def dates(table: RawTable, mapping: Mapping) -> DateStyle:
    """How the dates are written: as said, else as the column shows."""
    column = mapping.column("date")
    style = date_style(_values(table, column)) if column else date_style([])
    said = mapping.option("date_order")
    return replace(style, order=said, ambiguous=False) if said else style


__all__ = ["PLACES", "Mapping", "Proposal", "Question", "asked", "dates", "propose", "shape_key", "styles"]
