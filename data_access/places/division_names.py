"""Subdivisions of countries by name or code: ISO 3166-2 (pycountry), our table reference/division_aliases.csv, and
everyday names in other languages from Natural Earth (reference/division_names.csv, see tools/division_names.py)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import polars as pl
import pycountry

from data_access.places.keys import fold
from data_access.reference import tables as reference

_CYRILLIC = re.compile("[А-Яа-яЁё]")
# The romanisation that ISO 3166-2 uses for the Russian Federation (BGN/PCGN, without its rare rules).
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ROMAN_LETTERS = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_ROMAN = dict(zip(_RUSSIAN, _ROMAN_LETTERS.split(), strict=True))
# Words that reporters write with a name or leave out → what ISO 3166-2 calls that kind of division.
_WRITTEN = {
    "region regione regiao oblast oblasti oblysy": "region",
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi": "region",  # Chile numbers them
    "province provincia provincie provinz wilaya changwat il ili": "province",
    "viloyati viloyat velayat": "region province",
    "county judet judetul jud megye zupanija fylke lan": "county department",
    "department departamento departement": "department",
    "state estado land": "state land",
    "governorate gouvernorat muhafazah muhafazat": "governorate province",
    "canton kanton": "canton",
    "district distrito distrikt rayon rayonu": "district rayon",
    "republic republika respublika": "republic",
    "krai kray": "territory",
    "kraj voivodeship wojewodztwo": "region voivodship",
    "prefecture": "prefecture",
    "parish": "parish",
    "territory": "territory",
}
_EVERYDAY = (
    "محافظة استان منطقة ولاية إمارة বিভাগ область край республика voivodeship woiwodschaft voivodato voivodia voïvodie "
    "division regency special capital metropolitan municipality comunidad community gouvernorat gobernacion"
)
_EVERYDAY_KINDS = frozenset(map(fold, _EVERYDAY.split()))
_KINDS = {word: frozenset(kinds.split()) for words, kinds in _WRITTEN.items() for word in words.split()}


@dataclass(frozen=True)
class _Division:
    code: str
    key: str
    kind: frozenset[str]


@cache
def _divisions(alpha2: str) -> tuple[_Division, ...]:
    """Every name of every division of a country."""
    found = [
        _Division(d.code, fold(name), frozenset(d.type.casefold().replace("administrative ", "").split()))
        for d in pycountry.subdivisions.get(country_code=alpha2) or ()
        for name in _variants(d.name)
    ]
    ours = reference.read("division_aliases").select("alias", "code").iter_rows()
    return (*found, *(_Division(code, fold(a), frozenset()) for a, code in ours if code.startswith(f"{alpha2}-")))


def _variants(name: str) -> set[str]:
    """A name as ISO writes it: with a second language in brackets or after a slash, or with an asterisk."""
    parts = {name, *re.split(r"\s*[/\[\]]\s*", name)}
    return {p.strip(" *") for p in parts if p.strip(" *")}


@cache
def _by_key(alpha2: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for division in _divisions(alpha2):
        found[division.key].add(division.code)
    return dict(found)


@cache
def _by_bare_key(alpha2: str) -> dict[str, list[_Division]]:
    found: defaultdict[str, list[_Division]] = defaultdict(list)
    for division in _divisions(alpha2):
        found[_bare(division.key)].append(division)
    return dict(found)


@cache
def _by_everyday_key(alpha2: str) -> dict[str, set[str]]:
    """Names that neither ISO 3166-2 nor our table of aliases gives, with and without words such as "province"."""
    exact: defaultdict[str, set[str]] = defaultdict(set)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    names = reference.read("division_names").filter(pl.col("code").str.starts_with(f"{alpha2}-"))
    for code, name in names.iter_rows():
        exact[fold(name)].add(code)
        bare[_everyday_bare(fold(name))].add(code)
    taken = known_keys(alpha2)
    return {k: v for k, v in {**bare, **exact}.items() if k and k not in taken}


def _everyday_bare(key: str) -> str:
    """The key without words for a kind of division in other languages, too."""
    return " ".join(w for w in _bare(key).split() if w not in _EVERYDAY_KINDS)


def known_keys(alpha2: str) -> frozenset[str]:
    """Keys of the names of a country's divisions in ISO 3166-2 and in our table of aliases."""
    return frozenset(_by_key(alpha2)) | frozenset(filter(None, _by_bare_key(alpha2)))


def _bare(key: str) -> str:
    """The key without words such as "province"."""
    return " ".join(w for w in key.split() if w not in _KINDS)


def _fits(division: _Division, key: str) -> bool:
    """Whether the kind that the reporter wrote is this division's: "Almaty region" is not the city of Almaty."""
    written = [w for w in key.split() if w in _KINDS and w not in division.key.split()]
    return all(_KINDS[w] & division.kind for w in written)


@cache
def _alpha2() -> dict[str, str]:
    return dict(reference.read("places").select("code", "alpha2").iter_rows())


def _roman(name: str) -> str:
    """Russian letters in ISO 3166-2's romanisation, without "г." (city); other text as it is."""
    if not _CYRILLIC.search(name):
        return name
    return "".join(_ROMAN.get(c, c) for c in re.sub(r"^г\.\s*", "", name.casefold()))


def subdivision(country: str, name: str) -> str | None:
    """The ISO 3166-2 code of a division of `country` (our code, such as COL) by its name or code, else None.

    Case, accents, punctuation, word order and the kind of division ("province") do not count. None also where
    the name fits two divisions or the kind fits none: nothing is guessed.
    """
    alpha2 = _alpha2().get(country, "")
    key = fold(_roman(name.strip()))
    if not alpha2 or not key:
        return None
    if not (found := _by_key(alpha2).get(key, set())):
        bare = _bare(key)
        found = {d.code for d in _by_bare_key(alpha2).get(bare, ()) if _fits(d, key)} if bare else set()
    if not found:
        everyday = _by_everyday_key(alpha2)
        found = everyday.get(key) or everyday.get(fold(name.strip())) or everyday.get(_everyday_bare(key)) or set()
    if found:
        return _one(found)
    return _by_code(alpha2, name.strip())


def _one(found: set[str]) -> str | None:
    """The one division, or the one that holds all the others (the division of Dhaka and its district)."""
    if len(found) == 1:
        return next(iter(found))
    tops = {upper(code) for code in found}
    return next(iter(tops)) if len(tops) == 1 and tops <= found else None


def _by_code(alpha2: str, text: str) -> str | None:
    """A full code (IT-AL), or its letters alone in capitals (AL)."""
    full = text.upper() if "-" in text else f"{alpha2}-{text}"
    letters = "-" in text or (text.isascii() and text.isalpha() and text.isupper())
    known = letters and full.startswith(f"{alpha2}-") and pycountry.subdivisions.get(code=full)
    return full if known else None


@cache
def division_countries() -> dict[str, frozenset[str]]:
    """Key of a division's name → the alpha-2 codes of the countries that have one so named."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for alpha2 in filter(None, _alpha2().values()):
        for division in _divisions(alpha2):
            found[division.key].add(alpha2)
    return {key: frozenset(countries) for key, countries in found.items()}


@cache
def is_division(country: str, code: str) -> bool:
    """Whether ISO 3166-2 has this code, and of `country` (our code, such as COL)."""
    found = pycountry.subdivisions.get(code=code)
    return found is not None and found.country_code == _alpha2().get(country, "")


@cache
def upper(code: str) -> str:
    """The division of the upper level of its country that holds this one (itself on the upper level)."""
    found = pycountry.subdivisions.get(code=code)
    while found is not None and found.parent_code:
        code, found = found.parent_code, pycountry.subdivisions.get(code=found.parent_code)
    return code
