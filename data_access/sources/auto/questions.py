"""What a table and its mapping leave open. Each question has the settings that answer it; nothing else is asked for."""

import re
from dataclasses import replace
from itertools import pairwise

import polars as pl

from data_access.places.keys import fold
from data_access.sources.auto.columns import numbers_only
from data_access.sources.auto.fields import FLAG_HEADINGS, FLAG_WORDS, handling_words, named, plain_words
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import TOTALS, Mapping, Proposal, Question
from data_access.sources.auto.tables.headers import is_number
from data_access.sources.auto.values.fiscal import is_span
from data_access.sources.auto.values.numbers import date_style, parse_date
from data_access.sources.auto.values.styles import dates, styles, values
from data_access.sources.network_lists import list_columns
from domain.messages import N_, joined, message, packed

_FISCAL = re.compile(r"\bfy\b|fiscal|financial|budget year|haushaltsjahr|ejercicio", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:outcome|disposition|result|resultado|ergebnis|résultat|decision|decisión|status|action|action taken|"
    r"final action|issue|clearance|результат|решение)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(r"(?i)\b(?:outcome|disposition|result|resultado|ergebnis)\b")
SEIZED_WORD = re.compile(
    r"(?i)\b(?:seiz\w*|confiscat\w*|forfeit\w*|detain\w*|incaut\w*|decomis\w*|apreend\w*|saisi\w*|sequestr\w*|"
    r"beschlagnahm\w*|sichergestellt)\b|изъят|конфиск"
)
_NO_SEIZURES = re.compile(
    r"(?i)\b(?:persons?|offen[cs]es?|offenders?|arrests?|arrested|convict\w*|prosecut\w*|prevalence|price|prices|purity|"
    r"deaths?|patients?|treatment|users?|rate|men|women|male|female|indicator|suspects?|victims?|sentenc\w*)\b"
)
_NETWORK = N_("This looks like a list of organisations, which 'atlas import network FILE' reads.")
_FEW_VALUES = 40
BLANKS = 0.1
"""From this share of empty units on they are asked about; fewer are kept without a harmonised quantity."""


def asked(table: RawTable, proposal: Proposal) -> Proposal:
    """The same proposal with the questions that its mapping leaves open."""
    mapping = proposal.mapping
    questions = [*_missing(table, mapping, proposal), *_outcome(table, mapping), *_rows(table, mapping)]
    for step in (_measure, _blank_units, _fill_down, _handling, _fiscal, _date_order, _decimal, _currency):
        questions += step(table, mapping)
    return replace(proposal, questions=tuple(questions))


def _missing(table: RawTable, mapping: Mapping, proposal: Proposal) -> list[Question]:
    hint = _NETWORK if list_columns(table.columns) else ""
    known = {*dict(mapping.columns), *dict(mapping.constants)}
    questions = []
    if not known & {"date", "year"}:
        text, columns = N_("No column contains a date or a year"), proposal.look_alikes.get("date", ())
        questions.append(_ask("date", text, columns, ("date=COLUMN", "year=COLUMN", "constant:year=2020"), hint))
    if "country" not in known:
        text, columns = N_("No column contains the country of seizure"), proposal.look_alikes.get("country", ())
        questions.append(_ask("country", text, columns, ("country=COLUMN", "constant:country=FRA")))
    if not known & {"goods", "species"}:
        text, columns = N_("No column says what was seized"), proposal.look_alikes.get("goods", ())
        questions.append(_ask("goods", text, columns, ("goods=COLUMN", "constant:goods=cigarettes")))
    return questions


def _ask(name: str, text: str, columns: tuple[str, ...], answers: tuple[str, ...], hint: str = "") -> Question:
    """With the columns whose values look like it, or whose headings speak of several things of that kind."""
    lead = [hint] if hint else []
    if not columns:
        sentence = message("{missing}.", missing=message(text))
        return Question(field=name, text=joined([*lead, sentence], " ").packed(), answers=answers)
    listed = ", ".join(f"'{c}'" for c in columns[:5])
    sentence = message("{missing} for certain; {columns} may do.", missing=message(text), columns=listed)
    return Question(
        field=name,
        text=joined([*lead, sentence], " ").packed(),
        answers=(*(f"{name}={c}" for c in columns[:5]), *answers[1:]),
    )


def _outcome(table: RawTable, mapping: Mapping) -> list[Question]:
    """A register of everything that passed holds the seizures among other rows: which are they?"""
    used = set(dict(mapping.columns).values())
    answered = dict(mapping.where)
    columns = sorted(table.columns, key=lambda c: not _FINAL.search(" ".join(plain_words(c))))
    for column in columns:
        if column in used or answered:
            continue
        texts = [v for v in table.frame[column].str.strip_chars().unique(maintain_order=True).to_list() if v]
        if not 1 < len(texts) <= _FEW_VALUES or any(len(v) > 40 for v in texts):
            continue
        seized = [v for v in texts if SEIZED_WORD.search(v)]
        outright = _OUTCOME.search(" ".join(plain_words(column))) is not None
        codes = all(len(v) <= 2 and v.isalpha() for v in texts)
        if (seized and len(seized) < len(texts)) or (outright and codes):
            text = packed("'{column}' says what became of each row: which of its values are seizures?", column=column)
            return [Question(field=f"where:{column}", text=text, answers=(*texts, "*"), several=True)]
    return []


def by_year(mapping: Mapping) -> bool:
    """Whether the rows are dated by years (with or without months) and not by days."""
    fields = {*dict(mapping.columns), *dict(mapping.constants)}
    return "year" in fields and "date" not in fields


def _rows(table: RawTable, mapping: Mapping) -> list[Question]:
    """Single seizures, sums of several, or no seizures at all? The count of seizures hangs on it."""
    fields = set(dict(mapping.columns))
    if mapping.option("rows") or "events" in fields or mapping.option("measure") == "events":
        return []
    amounts = fields & {"quantity", "value"} or table.counted
    others = speaks_of_others(table)
    if (not amounts and "record_id" not in fields and (by_year(mapping) or others)) or (others and by_year(mapping)):
        spoken = [c for c in (*table.headings, *table.columns) if _NO_SEIZURES.search(" ".join(plain_words(c)))]
        sentences = [] if amounts else [message("No column gives a quantity, a value, a count or a day of a seizure.")]
        if spoken:
            sentences.append(
                message("Its headings speak of {headings}.", headings=", ".join(dict.fromkeys(spoken[:4])))
            )
        sentences.append(
            message(
                "Does each row describe a seizure? Statistics of persons, prices or prevalence are not seizures and "
                "are not loaded here."
            )
        )
        text = joined(sentences, " ").packed()
        return [Question(field="rows", text=text, answers=("seizures", TOTALS))]
    if by_year(mapping) and "month" not in fields and "quantity" in fields:
        text = N_("Rows are dated by years alone: does each stand for one seizure, or for a total of several?")
        return [Question(field="rows", text=text, answers=("seizures", TOTALS))]
    if amounts and "record_id" not in fields and _are_monthly(table, mapping):
        text = N_(
            "Every row is dated by a month (or its first day), and no place and kind of goods comes twice in one: "
            "does each stand for one seizure, or for the total of a month?"
        )
        return [Question(field="rows", text=text, answers=("seizures", TOTALS))]
    return []


def speaks_of_others(table: RawTable) -> bool:
    """Whether headings speak of persons, offences, prices or indicators, beside no column that counts seizures."""
    return any(_NO_SEIZURES.search(" ".join(plain_words(c))) for c in (*table.headings, *table.columns))


def _are_monthly(table: RawTable, mapping: Mapping) -> bool:
    columns = dict(mapping.columns)
    time = [c for f in ("date", "year", "month") if (c := columns.get(f)) in table.columns]
    if "date" in columns:
        style = dates(table, mapping)
        found = {parse_date(t, style) for t in values(table, columns["date"])}
        if len(found) < 3 or any(dated is None or dated[0].day != 1 or dated[1] == "year" for dated in found):
            return False
    elif "month" not in columns:
        return False
    groups = [
        c for f, c in columns.items() if f in ("country", "admin1", "place", "goods", "species") and c in table.columns
    ]
    if not groups:
        return False
    keys = table.frame.select([*groups, *time])
    return keys.height > 3 and keys.is_unique().all() and table.frame.select(time).n_unique() < keys.height


def _measure(table: RawTable, mapping: Mapping) -> list[Question]:
    if not table.counted or mapping.option("measure"):
        return []
    text = packed(
        "The numbers under {listed} have no unit in their headings: what do they count?", listed=_listed(table.counted)
    )
    return [Question(field="measure", text=text, answers=("events", "kg", "pieces"))]


def _blank_units(table: RawTable, mapping: Mapping) -> list[Question]:
    """Some amounts have a unit and others none: what does an empty unit mean?"""
    unit, quantity = mapping.column("unit"), mapping.column("quantity")
    if table.counted:
        return []
    if mapping.option("unit_if_empty") or unit not in table.columns or quantity not in table.columns:
        return []
    amounts = numbers_only(table.frame[quantity].str.strip_chars())
    bare = amounts.str.contains(r"^[\d.,'\s]+$")
    blank = (numbers_only(table.frame[unit].str.strip_chars()) == "") & bare
    blanks, n_amounts = int(blank.sum()), int(bare.sum())
    if not BLANKS * n_amounts < blanks < n_amounts:
        return []
    text = packed(
        "{n} amounts have no unit in '{unit}', others have one: what does an empty unit mean?",
        n=blanks,
        unit=unit,
    )
    return [Question(field="unit_if_empty", text=text, answers=("pieces", "kg", "none"))]


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"'{n}'" for n in names[:3])
    return f"{shown} …" if len(names) > 3 else shown


def _fill_down(table: RawTable, mapping: Mapping) -> list[Question]:
    """A group named once, its rows left empty below: only the reader knows whether it holds for them."""
    if mapping.option("fill_down"):
        return []
    used = {f: c for f, c in mapping.columns if f in ("goods", "country", "admin1", "date", "year", "species")}
    columns = [c for c in used.values() if c in table.columns and _written_once(table.frame[c])]
    if not columns:
        return []
    text = packed(
        "{listed}: given in one row and empty in those below. Does it apply to them?", listed=_listed(tuple(columns))
    )
    return [Question(field="fill_down", text=text, answers=("|".join(columns), "none"))]


def _written_once(column: pl.Series) -> bool:
    filled = (column.str.strip_chars() != "").to_list()
    texts = [t for t in column.str.strip_chars().to_list() if t]
    gaps = len(filled) - len(texts)
    changing = all(a != b for a, b in pairwise(texts))
    return bool(filled) and filled[0] and gaps >= max(1, 0.3 * len(filled)) and len(texts) > 1 and changing


def _handling(table: RawTable, mapping: Mapping) -> list[Question]:
    """A file that says who may see its rows is not read without that column."""
    if mapping.column("handling") or mapping.constant("handling"):
        return []
    taken = set(dict(mapping.columns).values())
    marked = [c for c in table.columns if c not in taken and dict(named(c)).get("handling", 0) >= 1]
    marked = [c for c in marked if _speaks_of_levels(table.frame[c])]
    if not marked:
        return []
    text = packed(
        "'{column}' says who may see each row: which column is it, or which level do all rows have?",
        column=marked[0],
    )
    answers = (f"handling={marked[0]}", "constant:handling=restricted", "constant:handling=public")
    return [Question(field="handling", text=text, answers=answers)]


def _speaks_of_levels(column: pl.Series) -> bool:
    known = {**handling_words(), **(FLAG_WORDS if fold(column.name) in FLAG_HEADINGS else {})}
    texts = [v for v in column.unique().to_list() if v.strip()]
    return bool(texts) and any(fold(v) in known for v in texts)


def _fiscal(table: RawTable, mapping: Mapping) -> list[Question]:
    """A fiscal year starts in some month: which one, the file rarely says."""
    if mapping.option("fiscal_start"):
        return []
    name = "year" if by_year(mapping) else "date"
    column = mapping.column(name)
    if column is None or column not in table.columns:
        return []
    texts = values(table, column)
    spans = [v for v in texts if is_span(v.strip().lower())]
    named_so = name == "year" and _FISCAL.search(column.replace("_", " "))
    fiscal = date_style(texts).fiscal
    if not named_so and not fiscal and not (name == "year" and len(spans) > len(texts) / 2):
        return []
    text = packed(
        "'{column}' is a fiscal year: in which month does it start? (1: it is the calendar year)", column=column
    )
    return [Question(field="fiscal_start", text=text, answers=("10", "4", "7", "1"))]


def _date_order(table: RawTable, mapping: Mapping) -> list[Question]:
    column = mapping.column("date")
    if column is None or column not in table.columns or mapping.option("date_order"):
        return []
    style = date_style(values(table, column))
    if not style.ambiguous:
        return []
    text = packed(
        "Dates in '{column}' may be day-month-year or month-day-year: the values do not show which.", column=column
    )
    if style.mixed:
        text = packed(
            "Some dates in '{column}' start with the day and others with the month. Say which is meant; dates of the "
            "other kind, and those beside them that may be either, are refused row by row.",
            column=column,
        )
    return [Question(field="date_order", text=text, answers=("dmy", "mdy"))]


def _decimal(table: RawTable, mapping: Mapping) -> list[Question]:
    for name in ("quantity", "value"):
        column = mapping.column(name)
        if column and column in table.columns and styles(table, mapping, name).ambiguous:
            text = packed(
                "Numbers in '{column}' such as 1.234 may be thousands or decimals: the values do not show which.",
                column=column,
            )
            return [Question(field="decimal", text=text, answers=(".", ","))]
    return []


def _currency(table: RawTable, mapping: Mapping) -> list[Question]:
    """Bare numbers of money are in no currency: kept in their words, unless the reader knows."""
    column = mapping.column("value")
    if column not in table.columns or mapping.column("currency") or mapping.constant("currency"):
        return []
    texts = values(table, column)
    if not texts or not all(is_number(v) for v in texts):
        return []
    text = packed("'{column}' does not say its currency: which is it?", column=column)
    answers = ("constant:currency=USD", "constant:currency=EUR", "constant:currency=unknown")
    return [Question(field="currency", text=text, answers=answers)]
