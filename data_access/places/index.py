"""Every spelling and code of a place that we know, built once per process from our tables, ISO 3166 and Unicode CLDR.

Sources: reference/place_*.csv (ours, reviewed), pycountry (ISO 3166-1 and -2), reference/territory_names.csv (Unicode
CLDR's names of territories, made by tools/cldr_names.py).
pycountry's own translations are left out: some of them name the wrong country.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

import polars as pl
import pycountry
from babel import Locale

from data_access.places.keys import fold
from data_access.reference import tables as reference
from domain.dimensions import UNKNOWN
from domain.messages import N_, packed

ALPHA2, ALPHA3, M49, NAME = "alpha2", "alpha3", "m49", "name"
_RANK = {"exact": 0, "alias": 1, "language": 2, "special": 3}


@dataclass(frozen=True, kw_only=True)
class Hit:
    """What a spelling stands for. `takes` is the code when `beside` (a code) or the years settle an ambiguous one."""

    status: str
    code: str = ""
    candidates: tuple[str, ...] = ()
    note: str = ""
    takes: str = ""
    beside: str = ""
    years: tuple[int, int] | None = None
    region: bool = False
    """Whether it is the name of a region."""


@cache
def codes(kind: str) -> dict[str, Hit]:
    """Codes of a kind (alpha2, alpha3, m49), in capitals → what they stand for."""
    column = {ALPHA2: "alpha2", ALPHA3: "code", M49: "m49"}[kind]
    rows = reference.places().select(pl.col(column).alias("written"), "code").iter_rows()
    found = {value: Hit(status="code", code=code) for value, code in rows if value}
    if kind == M49:
        found |= {code: _region(name) for code, name in _territories("en").items() if code.isdigit()}
    table = reference.read("place_special")
    found |= {n: _special(c, note) for n, k, c, note in table.iter_rows() if k == kind}
    return found | {n: hit for n, hit in ambiguous().items() if _is_code(n, kind)}


def _is_code(name: str, kind: str) -> bool:
    if kind == M49:
        return name.isdigit()
    return name.isascii() and name.isalpha() and name.isupper() and len(name) == {ALPHA2: 2, ALPHA3: 3}[kind]


def _special(code: str, note: str) -> Hit:
    """A row of place_special: some codes there stand for a place after all."""
    return Hit(status="alias" if code in reference.names("places") else "special", code=code, note=note)


def _region(name: str) -> Hit:
    return Hit(status="special", code=UNKNOWN, note=packed("a region, no country: {name}", name=name), region=True)


@cache
def ambiguous() -> dict[str, Hit]:
    """Our table of names that must be asked, as written there."""
    found = {}
    for name, candidates, question, takes, beside, first, last in reference.read("place_ambiguous").iter_rows():
        years = (int(first), int(last)) if first else None
        found[name] = Hit(
            status="ambiguous",
            candidates=tuple(candidates.split()),
            note=question,
            takes=takes,
            beside=beside,
            years=years,
        )
    return found


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def names() -> dict[str, Hit]:
    """Key of a name (`fold`) → what it stands for. Our own tables win; what sources dispute is ambiguous."""
    found = _from_sources()
    aliases = reference.read("place_aliases")
    found |= {fold(a): Hit(status="alias", code=c, note=note) for a, c, note in aliases.iter_rows() if not exact(a, c)}
    specials = reference.read("place_special").iter_rows()
    found |= {fold(n): _special(c, note) for n, kind, c, note in specials if kind == NAME}
    return found | {fold(name): hit for name, hit in ambiguous().items()}


def exact(name: str, code: str) -> bool:
    """Whether the name is an official one of this code."""
    return code in _official().get(fold(name), ())


@cache
def _official() -> dict[str, set[str]]:
    """Keys of official names: ours, and the short, formal and common names of ISO 3166-1."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in reference.names("places").items():
        found[fold(name)].add(code)
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name"):
            if value := getattr(country, field, None):
                found[fold(value)].add(country.alpha_3)
    return dict(found)


def _from_sources() -> dict[str, Hit]:
    """Official names and names in other languages. A key that stands for two places, or for a place and a region,
    is ambiguous."""
    meanings: defaultdict[str, dict[str, Hit]] = defaultdict(dict)
    for key, found in _official().items():
        meanings[key] |= {code: Hit(status="exact", code=code) for code in found}
    by_alpha2 = {a: h.code for a, h in codes(ALPHA2).items() if h.status == "code"} | {"XK": "XKX"}
    english = _territories("en")
    for key, language, territory in reference.read("territory_names").iter_rows():
        if code := by_alpha2.get(territory):
            if _long_enough(key):
                meanings[key].setdefault(
                    code, Hit(status="language", code=code, note=packed("name in {language}", language=language))
                )
        elif territory.isdigit():
            meanings[key].setdefault(UNKNOWN, _region(english[territory]))
    return {key: _agreed(found) for key, found in meanings.items()}


def _long_enough(key: str) -> bool:
    """Short foreign names lose too much with their accents: Vietnamese 'Áo' (Austria) would be the code of Angola."""
    return not key.isascii() or len(key) > 3 or (len(key) == 3 and key.upper() not in codes(ALPHA3))


def _agreed(found: dict[str, Hit]) -> Hit:
    first = min(found.values(), key=lambda hit: _RANK[hit.status])
    if len(found) == 1:
        return first
    return Hit(status="ambiguous", candidates=tuple(sorted(found)), note=N_("languages differ: which place is meant?"))


@cache
def suggestible() -> dict[str, str]:
    """Keys of names of single places → code: what an unknown spelling is compared with."""
    known = reference.names("places")
    return {key.replace(" ", ""): hit.code for key, hit in names().items() if hit.code in known and len(key) > 3}


def asked(hit: Hit, question: str, *candidates: str) -> Hit:
    """The hit as a question."""
    return replace(hit, status="ambiguous", code="", candidates=candidates, note=question, takes="")
