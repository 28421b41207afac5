"""How well each column of a table fits each of our fields: its heading and its values, which must agree."""

import re

import polars as pl

from data_access.harmonise.units import find_unit, unit_in_header
from data_access.places.names import resolve
from data_access.sources.auto.fields import LABELS, Evidence, heading, named, plain_words
from data_access.sources.auto.tables.headers import is_number, is_year

Scored = tuple[float, str, str]
"""Score, field, column."""
ROLES = ("producing", "departure", "destination")
ASKED_ABOUT = ("date", "country", "goods")
_GENERAL = frozenset(("type", "category", "item", "description", "kind", "class", "term", "вид"))
"""Words that head many things: a column that is called goods outright goes before them."""
_SEIZED = re.compile(
    r"seiz|incident|intercept|confisc|apreen|incaut|decomis|saisi|sicherst|beschlag|referenc|discover|изъят|задерж",
    re.I,
)
_CODE = re.compile(r"[A-Za-z]{1,2}")


LONG_WORDS, LONG_TEXT = 8, 60
ID_WORDS = 3
SHORT_FIELDS = ("goods", "species", "record_id", "case_id", "operation_id", "unit", "admin1", "place", "agency", "hs")
"""Fields that hold names or codes: sentences are remarks, and none of them."""
ID_FIELDS = ("record_id", "case_id", "hs")
"""Fields that hold ids: phrases are none."""


def are_sentences(values: list[str]) -> bool:
    """Whether a column holds sentences: many words in a third of its values."""
    long = [v for v in values if len(v.split()) >= LONG_WORDS or (len(v) > LONG_TEXT and " " in v)]
    return bool(values) and len(long) > len(values) / 3


def are_phrases(values: list[str]) -> bool:
    """Whether a column holds words rather than numbers or codes: four or more in most of its values."""
    return sum(len(v.split()) > ID_WORDS for v in values) > len(values) / 2


def candidates(columns: list[str], evidence: dict[str, Evidence]) -> list[Scored]:
    """Every fit above nothing, the best first; of equal ones that of the earlier column."""
    found = []
    for column in columns:
        fits = dict(named(column))
        remarks, phrases = are_sentences(evidence[column].values), are_phrases(evidence[column].values)
        for name in LABELS:
            if (remarks and name in SHORT_FIELDS) or (phrases and name in ID_FIELDS):
                continue
            by_name = fits.get(name, 0.0)
            if name == "quantity" and not by_name and names_unit(column):
                by_name = 0.8
            if by_name and (score := _score(name, by_name, evidence[column], column)) > 0:
                found.append((score, name, column))
    return sorted(found, key=lambda s: (-s[0], columns.index(s[2])))


def names_unit(column: str) -> str:
    """The unit that a heading is or names ('kg', 'Weight (kg)'); '' if none."""
    inside = unit_in_header(column)
    whole = find_unit(column) or find_unit(heading(column))
    return inside.spelling if inside else whole.spelling if whole else ""


def _score(name: str, by_name: float, evidence: Evidence, column: str) -> float:
    if not evidence.values:
        return 0.3 * by_name
    share = evidence.share(name)
    if share is None:
        return 0.95 * by_name
    if name == "date" and share > 0.9 and by_name < 1:  # it holds days, and its heading speaks of a date
        by_name = max(by_name, 0.8 if _SEIZED.search(" ".join(plain_words(column))) else 0.7)
    if name == "unit":
        if share >= 0.3:
            return by_name * (0.7 + 0.3 * share)
        return 0.61 if by_name == 1 else 0.3 * by_name
    if by_name == 1 and name == "goods":  # called so outright, in words that we may not know
        return 0.61 if heading(column) in _GENERAL else 0.62 + 0.38 * share
    if by_name == 1 and name == "quantity" and share >= 0.2:  # words among the amounts stay words
        return 0.62 + 0.38 * share
    if by_name == 1 and name in ROLES and share >= 0.3:  # towns among the countries: they stay in their words
        return 0.62 + 0.38 * share
    if name == "handling" and heading(column) in ("classification", "distribution", "marking", "visibility"):
        return by_name if share > 0.5 else 0.0  # these words head other things, too
    if name == "handling":
        return by_name
    least = {"goods": 0.0, "date": 0.3, "admin1": 0.6}.get(name, 0.5)
    return by_name * (0.55 + 0.45 * share) if share >= least else 0.3 * by_name


def look_alikes(columns: list[str], evidence: dict[str, Evidence]) -> dict[str, tuple[str, ...]]:
    """Columns whose values look like a field under a heading that does not say so: to ask about, never to take.

    Numbers, years and codes of two letters look like too many things to be asked about.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in ASKED_ABOUT:
        fit = tuple(c for c in columns if _looks_like(name, evidence[c]))
        if fit:
            found[name] = fit
    return found


def _looks_like(name: str, evidence: Evidence) -> bool:
    values = evidence.values
    if not values or are_sentences(values):
        return False
    bare = [v for v in values if is_number(v) or is_year(v) or _CODE.fullmatch(v.strip())]
    share = evidence.share(name) or 0.0
    if name == "country":  # 'various', 'unknown' and the like are no evidence
        share = float(sum(h in ("exact", "alias", "language") for h in _statuses(values))) / len(values)
    return len(bare) < len(values) / 2 and share > 0.9


def _statuses(values: list[str]) -> list[str]:
    found = dict(resolve(pl.Series(values, dtype=pl.String)).select("name", "status").iter_rows())
    return [found.get(v, "") for v in values]


def rival_dates(scored: list[Scored], taken: str, evidence: dict[str, Evidence]) -> tuple[str, ...]:
    """Columns of days under headings that speak of dates alike ('shipment date', 'outcome date').

    None where one of them is called the date outright, or speaks of the seizure.
    """
    dated = [c for s, name, c in scored if name == "date" and s >= 0.6 and (evidence[c].share("date") or 0) > 0.9]
    if len(dated) < 2 or any(dict(named(c)).get("date") == 1.0 for c in dated):
        return ()
    of_seizure = [c for c in dated if _SEIZED.search(" ".join(plain_words(c)))]
    return () if len(of_seizure) == 1 and of_seizure[0] == taken else tuple(dated)
