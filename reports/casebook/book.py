"""The casebook of a selection as a printed book: contents, chapters by goods with an overview each, criteria stated."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from data_access.answers import Answers
from data_access.casebook.answering import ShownCase
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.cases.case import Case
from domain.cases.dimensions import CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.collation import az
from domain.errors import UsageError
from domain.messages import N_
from domain.words import Words
from reports.casebook.telling import told
from reports.casebook.titles import subject
from reports.casebook.wording import NO_MENA, UNCHECKED, criteria, in_words, source_names
from reports.exports import MAKER
from reports.paper.typeset import typeset

MOST = 500
"""Cases in one book: a longer one is asked for in parts."""
_NAMES = {
    "Consumer and luxury goods": N_("Consumer and luxury goods"),  # untranslated
    "Tobacco": N_("Tobacco"),  # untranslated
    "Fake food and drink": N_("Food and drink"),  # untranslated
    "Counterfeit medicine": N_("Medicines"),  # untranslated
    "Mass production": N_("Industrial goods and waste"),  # untranslated
    "Smuggling (arms)": N_("Firearms"),  # untranslated
}
"""Chapters of the field's published casebook (goods.csv, casebook_chapter), in its order; then ours, A–Z."""
_BROAD = next(iter(_NAMES))
"""The chapter of counterfeits of any kind: a case that also fits another one stands there."""
_REST = ""


def book(answers: Answers, words: Words, selection: CaseSelection, *, now: datetime | None = None) -> bytes:
    """The PDF. Raises UsageError where there is no case, or more than MOST."""
    frames = answers.cases.frames(selection)
    if not 0 < frames.cases.height <= MOST:
        raise UsageError(
            "A printed casebook holds 1 to {most} cases; this selection has {n}. Change the filters.",
            most=MOST,
            n=frames.cases.height,
        )
    listed = [case.case_id for case, _ in frames.every()]
    shown = [one for one in map(answers.cases.one, listed) if one is not None]
    made = now or datetime.now(UTC)
    return typeset("casebook", content(answers, words, selection, shown, made), made=made)


def content(
    answers: Answers, words: Words, selection: CaseSelection, shown: list[ShownCase], made: datetime
) -> dict[str, Any]:
    """What the template reads."""
    handling = " · ".join(sorted({one.case.handling or "public" for one in shown}))
    names = source_names(answers)
    sources = words.comma(sorted({names.get(one.source, one.source) for one in shown}))
    day = made.date().isoformat()
    version = words.t("data version {version}", version=str(answers.version))
    return {
        "title": words.t("Casebook of illicit trade and organised crime"),
        "maker": MAKER,
        "lang": words.language,
        "dir": "ltr",
        "subject": subject(selection, words),
        "intro": [
            words.n("{n} case.", "{n} cases.", len(shown)),
            criteria(selection, words),
            words.t(CASE_MEASURES["cases"].caution),
            words.t(UNCHECKED),
            *([words.t(NO_MENA)] if selection.proof == "proven" else []),
        ],
        "about": [
            words.t("Filters: {filters}", filters=in_words(selection, words)),
            words.t("Source: {names}", names=sources),
            words.t("Made on {day}, {version}; handling: {handling}.", day=day, version=version, handling=handling),
            words.t(
                "Chapters follow those of the field's published casebook where the goods fit one. No organisation has "
                "endorsed this book."
            ),
        ],
        "contents": words.t("Contents"),
        "also": words.t("In other chapters"),
        "page": words.t("Page {0} of {1}"),
        "footer": f"{words.t('Casebook of illicit trade and organised crime')} · {version} · {day} · {handling}",
        "chapters": [
            _chapter(name, cases, also, words, made.date(), names) for name, cases, also in _chapters(shown, words)
        ],
    }


def chapters_of(case: Case) -> list[str]:
    """The chapters that its goods belong to; its own first."""
    table = reference.read("goods").select("code", "parent", "casebook_chapter")
    found: list[str] = []
    groups = reference.goods_group()
    by_code = {code: chapter for code, _, chapter in table.iter_rows() if chapter}
    for goods in case.goods:
        for code in goods.codes:
            found.append(by_code.get(code) or reference.names("goods")[groups[code]])
    known = list(dict.fromkeys(found))
    return sorted(known, key=lambda c: c == _BROAD) or [_REST]


def _chapters(shown: Iterable[ShownCase], words: Words) -> list[tuple[str, list[ShownCase], list[ShownCase]]]:
    """Name, its cases, cases of other chapters that belong here too."""
    own: dict[str, list[ShownCase]] = {}
    also: dict[str, list[ShownCase]] = {}
    for one in shown:
        first, *others = chapters_of(one.case)
        own.setdefault(first, []).append(one)
        for other in others:
            also.setdefault(other, []).append(one)
    named = {c: words.t(_NAMES[c]) if c in _NAMES else c or words.t("Other goods") for c in {*own, *also}}
    known = [c for c in _NAMES if c in named]
    rest = sorted((c for c in named if c not in _NAMES), key=lambda c: (c == _REST, named[c]))
    return [(named[c], own.get(c, []), also.get(c, [])) for c in (*known, *rest)]


def _chapter(
    name: str,
    shown: list[ShownCase],
    also: list[ShownCase],
    words: Words,
    today: date,
    names: dict[str, str],
) -> dict[str, Any]:
    cases = [one.case for one in shown]
    return {
        "name": name,
        "intro": _intro(shown, words),
        "counts": [
            _counts(words.t("Crimes linked to the trade"), _crimes(cases, words), words),
            _counts(words.t("Kind of group"), [words.t(v.GROUP_KINDS[c.group_kind]) for c in cases], words),
            _counts(words.t("Finality"), [words.t(v.FINALITY[c.finality]) for c in cases], words),
            _counts(words.t("Countries and territories named, A–Z"), _places(cases), words, by="label"),
        ],
        "also": [{"id": one.case.case_id, "title": one.case.title} for one in also],
        "cases": [asdict(told(one, words, today, names.get(one.source, one.source))) for one in shown],
    }


def _intro(shown: list[ShownCase], words: Words) -> str:
    proven = sum(one.proven for one in shown)
    absent = sum(one.case.in_absence is True for one in shown)
    parts = [
        words.n("{n} case.", "{n} cases.", len(shown)),
        words.t("{proven} of them proven.", proven=proven) if proven < len(shown) else "",
        words.n("In {n} a sentence was passed in absence.", "In {n} a sentence was passed in absence.", absent)
        if absent
        else "",
        words.t("A case may stand in several rows of a table: they do not add up."),
    ]
    return " ".join(filter(None, parts))


def _crimes(cases: list[Case], words: Words) -> list[str]:
    return [
        words.t(
            "{crime}: {standard}", crime=words.t(v.CRIMES[c.crime]), standard=words.t(v.CRIME_STANDARDS[c.standard])
        )
        for case in cases
        for c in case.linked_crimes
    ]


def _places(cases: list[Case]) -> list[str]:
    places = reference.names("places")
    return [places.get(code, code) for case in cases for code in sorted({p.code for p in case.places})]


def _counts(title: str, labels: list[str], words: Words, by: str = "n") -> dict[str, Any]:
    """How often each label occurs: the most first, or A–Z."""
    table = pl.DataFrame({"label": labels}, schema={"label": pl.String}).group_by("label").len("n")
    rows = (
        table.sort(az("label")) if by == "label" else table.sort("n", az("label"), descending=[True, False])
    ).to_dicts()
    return {"title": title, "headings": [title, words.t("Cases"), ""], "rows": rows}
