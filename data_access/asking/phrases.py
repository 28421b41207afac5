"""Every phrase that we know, with what it stands for: our tables asking_*.csv, names and synonyms of goods, regions."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from data_access.asking.tokens import phrase_key
from data_access.facts.operations import operations
from data_access.reference import tables as reference
from domain.asking import Sense

LONGEST = 7
"""Words of the longest phrase."""
_CHOICES = {"ask_goods": "goods", "ask_group": "group_kind"}


def _rows(table: str, *columns: str) -> Iterator[Any]:
    yield from reference.read(table).select(columns).iter_rows()


@cache
def table() -> dict[str, tuple[Sense, ...]]:
    """Key of a phrase → what it may stand for: one sense, or the choices that are asked about."""
    found: dict[str, tuple[Sense, ...]] = {}
    found |= {key: (goods(code),) for key, code in _goods()}
    for scheme in reversed(reference.schemes()["scheme"].to_list()):
        for region, name in reference.regions(scheme).select("region", "name").iter_rows():
            found[phrase_key(name)] = (Sense(kind="region", codes=(f"{scheme}:{region}",)),)
    found |= {phrase_key(name): (Sense(kind="series", codes=(name,)),) for name in series()}
    for kind, code, phrases in _rows("asking_words", "kind", "code", "phrases"):
        found |= dict.fromkeys(_keys(phrases), _senses(kind, code))
    for kind, codes, phrases in _rows("asking_regions", "kind", "codes", "phrases"):
        found |= dict.fromkeys(_keys(phrases), _areas(kind, codes))
    for codes, words in _rows("asking_demonyms", "codes", "words"):
        found |= dict.fromkeys(_keys(words), (Sense(kind="demonym", codes=tuple(codes.split())),))
    for country, towns in _rows("asking_towns", "country", "towns"):
        for key in _keys(towns):
            found.setdefault(key, (Sense(kind="town", codes=(country,)),))
    return found


def _keys(phrases: str) -> list[str]:
    return [key for phrase in phrases.split(";") if (key := phrase_key(phrase))]


def _goods() -> Iterator[tuple[str, str]]:
    """Names of goods and synonyms of records."""
    for name, code in _rows("goods_synonyms", "synonym", "goods"):
        if (key := phrase_key(name)) not in words("ambiguous_synonyms"):
            yield key, code
    for code, name in reference.names("goods").items():
        yield phrase_key(name.partition(" (")[0]), code
        yield phrase_key(code), code


def goods(code: str) -> Sense:
    """Goods, or a group of them."""
    return Sense(kind="goods_group" if reference.goods_group()[code] == code else "goods", codes=(code,))


def _senses(kind: str, code: str) -> tuple[Sense, ...]:
    if kind == "ask_goods":
        several = tuple(goods(one) for one in code.split())
        return several if len(several) > 1 else (*several, Sense(kind="nothing"))
    if kind == "ask_slang":
        return (*(goods(one) for one in code.split()), Sense(kind="search"))
    if kind in _CHOICES:
        return tuple(Sense(kind=_CHOICES[kind], codes=(one,)) for one in code.split())
    return (Sense(kind=kind, codes=tuple(code.split())),)


def _areas(kind: str, codes: str) -> tuple[Sense, ...]:
    if kind == "ask":
        asked = tuple(Sense(kind="region" if ":" in c else "place", codes=(c,)) for c in codes.split())
        return asked if len(asked) > 1 else (*asked, Sense(kind="nothing"))
    return (Sense(kind=kind, codes=tuple(codes.split())),)


@cache
def words(name: str) -> frozenset[str]:
    """A list of asking_sets.csv: names between semicolons, else words."""
    text = dict(_rows("asking_sets", "name", "words"))[name]
    return frozenset(text.split(";") if ";" in text else text.split())


@cache
def series() -> tuple[str, ...]:
    """Names of series of operations that can be told from plain words."""
    return tuple(sorted(set(operations()["series"]) - words("plain_series") - {"Combined totals"}))


@cache
def plain_series() -> dict[str, str]:
    """Key → series that is a plain word too: only after the word 'operation'."""
    return {phrase_key(name): name for name in words("plain_series")}


@cache
def unneeded() -> frozenset[str]:
    """Ordinary words without which a question means the same."""
    return frozenset(phrase_key(word) for word in reference.read("asking_unneeded")["word"])
