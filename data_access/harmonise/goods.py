"""Words for goods as reported → codes of our taxonomy. What no table knows is unclassified, its words kept."""

from dataclasses import dataclass
from functools import cache

from data_access.places.keys import fold
from data_access.reference import tables as reference

UNCLASSIFIED = "unclassified"
_TABLES = (("us_cbp_drugs", "name"), ("unodc_annual_drugs", "name"), ("unodc_drug_names", "name"))


@dataclass(frozen=True)
class GoodsMatch:
    """The code, and how it was found: exact (our names and codes), table (a published list), words or none."""

    code: str
    status: str


@cache
def _index() -> dict[str, GoodsMatch]:
    index: dict[str, GoodsMatch] = {}
    for table, column in _TABLES:
        frame = reference.read(table)
        for name, code in frame.select(column, "goods").iter_rows():
            index[fold(name)] = GoodsMatch(code, "table")
    for name, code in reference.read("goods_synonyms").select("synonym", "goods").iter_rows():
        index[fold(name)] = GoodsMatch(code, "table")
    for code, name in reference.names("goods").items():
        index[fold(name)] = GoodsMatch(code, "exact")
        index[fold(code)] = GoodsMatch(code, "exact")
    return index


@cache
def _by_length() -> list[tuple[str, str]]:
    """Known words, the longest first: 'cannabis resin' before 'cannabis'."""
    words = [(key, match.code) for key, match in _index().items() if len(key) >= 4]
    return sorted(words, key=lambda pair: (-len(pair[0]), pair[0]))


def find_goods(name: str) -> GoodsMatch:
    """The goods that a reporter's words name. Raises nothing: what is not known is unclassified."""
    key = fold(name)
    if not key:
        return GoodsMatch(UNCLASSIFIED, "none")
    found = _index().get(key)
    if found:
        return found
    padded = f" {key} "
    inside = next((code for word, code in _by_length() if f" {word} " in padded), None)
    return GoodsMatch(inside, "words") if inside else GoodsMatch(UNCLASSIFIED, "none")
