"""A first mapping of a foreign table: what headings and values say together, and what must be asked."""

import hashlib
import re
from dataclasses import replace

from data_access.harmonise.money import is_currency
from data_access.sources.auto.candidates import candidates, look_alikes, names_unit, rival_dates
from data_access.sources.auto.fields import Evidence, heading
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import MOSTLY, ROW, SEVERAL, SURE, TOTALS, Mapping, Proposal, split
from data_access.sources.auto.questions import asked, speaks_of_others
from domain.codes import VALUATIONS

_NUMBERED = re.compile(r"(.*?)[\s_.#-]*(\d{1,2})$")
_SYMBOLS = {"€": "EUR", "£": "GBP", "₽": "RUB", "₹": "INR", "₴": "UAH", "₺": "TRY", "₩": "KRW", "₦": "NGN", "₱": "PHP"}
"""Signs of one currency alone; $ and ¥ are those of several."""


def shape_key(table: RawTable) -> str:
    """Files with the same headings have the same key: a saved mapping is proposed for the next one."""
    names = sorted(heading(c) for c in table.frame.columns if c != ROW)
    return hashlib.blake2b("\x1f".join(names).encode(), digest_size=8).hexdigest()


def propose(table: RawTable) -> Proposal:
    """Look at headings and values. Nothing is taken below SURE; ambiguous styles are asked."""
    columns = [c for c in table.frame.columns if c != ROW]
    evidence = {c: Evidence.of(table.frame[c]) for c in columns}
    scored = candidates(columns, evidence)
    taken: dict[str, str] = {}
    confidence: dict[str, float] = {}
    for score, name, column in scored:
        if score >= SURE and name not in taken and column not in taken.values():
            taken[name], confidence[name] = column, round(score, 2)
    rivals = rival_dates(scored, taken.get("date", ""), evidence)
    if rivals:
        taken = {f: c for f, c in taken.items() if f not in ("date", "year", "month")}
    elif "date" in taken and "year" not in taken and evidence[taken["date"]].share("year") == 1.0:
        taken["year"], confidence["year"] = taken.pop("date"), confidence.pop("date")  # a 'Date' of years alone
    if "transit" in taken:
        taken["transit"] = chain(taken["transit"], columns)
    options = (("rows", TOTALS),) if _are_totals(table, taken) else ()
    mapping = Mapping(columns=tuple(sorted(taken.items())), constants=_from_headings(taken), options=options)
    ask = look_alikes([c for c in columns if c not in taken.values()], evidence)
    ask |= {"date": rivals} if rivals else {}
    return asked(table, Proposal(mapping=mapping, confidence=confidence, look_alikes=ask))


def chain(answer: str, columns: list[str]) -> str:
    """The columns of a route: 'Via 1' goes with 'Via 2', 'Via 3' …, in order, joined by |."""
    parts = split(answer, columns)
    match = _NUMBERED.fullmatch(parts[0]) if len(parts) == 1 else None
    if match is None:
        return answer
    alike = [(int(m[2]), c) for c in columns if (m := _NUMBERED.fullmatch(c)) and m[1] == match[1]]
    return SEVERAL.join(c for _, c in sorted(alike))


_MADE = ("goods", "quantity", "unit", "events", "year", "month", "date")
"""Columns that turning others into rows may make."""


def fitting(mapping: Mapping, table: RawTable) -> Mapping:
    """A mapping as given, with numbered columns of a route joined to one chain, and with what an answer has made."""
    columns = dict(mapping.columns)
    if "transit" in columns:
        columns["transit"] = chain(columns["transit"], table.columns)
    made = [c for c in _MADE if c in table.columns and c not in table.headings]
    columns |= {c: c for c in made if c not in columns and not mapping.constant(c)}
    gone = [f for f, c in columns.items() if f in _MADE and c == f and c not in table.columns]
    columns = {f: c for f, c in columns.items() if f not in gone}
    return replace(mapping, columns=tuple(sorted(columns.items())))


def _are_totals(table: RawTable, taken: dict[str, str]) -> bool:
    """Rows that sum up seizures instead of listing single ones: one a year for each place and kind of goods.

    So it is in tables that had years or months as columns, and where only years are known and no group comes twice.
    A column that numbers the rows speaks for single seizures: then it is asked.
    """
    if speaks_of_others(table):
        return False
    by_time = bool(table.turned) and not table.lines
    if {"date", "record_id", "events"} & set(taken) or "quantity" not in taken or "year" not in taken:
        return by_time and "events" not in taken
    if _numbers_rows(table, taken):
        return False
    groups = [c for f, c in taken.items() if f not in ("quantity", "value", "unit")]
    alone = table.frame.select(groups).is_unique()
    return "month" not in taken and int(alone.sum()) > MOSTLY * max(len(alone), 1)


def _numbers_rows(table: RawTable, taken: dict[str, str]) -> bool:
    """Whether a column that was not taken has another number or code in every row."""
    others = [c for c in table.columns if c not in taken.values() or c == taken.get("case_id")]
    code = r"(?i)[a-z/ .-]*\d[\da-z/ .-]*"
    return any(
        table.frame[c].n_unique() == table.frame.height > 2
        and table.frame[c].str.contains(f"^{code}$").all()
        and not table.frame[c].str.contains(r"^-?\d*[.,]\d+$").any()
        and table.frame[c].str.len_chars().min() >= 4  # type: ignore[operator]
        for c in others
    )


def _from_headings(taken: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A unit named in the heading of the quantity ('Weight (kg)'), a currency or basis in that of the value."""
    named: dict[str, str] = {}
    if "quantity" in taken and "unit" not in taken and (found := names_unit(taken["quantity"])):
        named["unit"] = found
    if "value" in taken:
        words = re.findall(r"[A-Za-z]+", taken["value"])
        currency = next((w for w in words if w.isupper() and len(w) == 3 and is_currency(w)), "")
        currency = currency or next((code for sign, code in _SYMBOLS.items() if sign in taken["value"]), "")
        valuation = next((w.lower() for w in words if w.lower() in VALUATIONS), "")
        named |= {k: v for k, v in (("currency", currency), ("valuation", valuation)) if v and k not in taken}
    return tuple(sorted(named.items()))
