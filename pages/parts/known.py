"""Codes of a link that nobody knows are left out and named: a page of the rest says more than an error."""

from data_access.reference import tables as reference
from domain.codes import ILLICIT_REASONS
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.selection import Selection
from domain.words import Words

_NAMED = {
    **dict.fromkeys(("country", "departure", "destination", "producing"), "places"),
    **dict.fromkeys(("goods", "goods_group"), "goods"),
    "mode": "modes",
}
"""Dimension → the table that has all its codes."""
MOST, LONGEST = 5, 40
"""So many codes are named, and so many letters of each."""


def without_unknown(asked: Selection) -> tuple[Selection, tuple[tuple[str, str], ...]]:
    """The selection without codes that do not exist, and these: dimension and code. Of sources the store decides."""
    found, unknown = asked, []
    for dimension, codes in asked.where:
        known = _known(dimension, asked.scheme)
        wrong = [code for code in codes if code not in known] if known else []
        if wrong:
            found = found.having(dimension, [code for code in codes if code not in wrong])
            unknown += [(dimension, code) for code in wrong]
    return found, tuple(unknown)


def _known(dimension: str, scheme: str) -> set[str]:
    """All codes that a dimension takes; none where they are not known beforehand."""
    if dimension in _NAMED:
        return {*reference.names(_NAMED[dimension]), *PSEUDO_LABELS}
    if dimension == "region":
        return {*reference.regions(scheme)["region"].to_list(), *PSEUDO_LABELS}
    return {*ILLICIT_REASONS, *PSEUDO_LABELS} if dimension == "illicit" else set()


def in_words(unknown: tuple[tuple[str, str], ...], words: Words) -> str:
    """'Left out, because it is not known here: goods 'unobtainium'.'"""
    named = [
        words.t("{dimension} '{code}'", dimension=words.t(DIMENSIONS[d].inside), code=code[:LONGEST])
        for d, code in unknown
    ]
    return words.t(
        "The link filters by what is not known here, and this was left out: {names}.", names=words.listed(named, MOST)
    )
