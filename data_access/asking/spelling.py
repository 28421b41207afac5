"""Typing errors: the phrase that a word is spelled nearly like. It is always shown as read so, never taken silently."""

from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data_access.asking import phrases
from data_access.asking.placing import official
from domain.asking import Sense

SIMILAR = 86
"""Least likeness (0-100)."""
SHORTEST = 5
"""Letters of a word that may be misspelt."""
_AS_NEAR = 3
"""Two things that are nearly as like as each other are asked about."""
_KINDS = frozenset(("goods", "goods_group", "region", "places", "series", "crime", "group_kind", "illicit"))


@cache
def _known() -> dict[str, tuple[Sense, ...]]:
    """Keys without spaces → what they stand for."""
    found = {
        key.replace(" ", ""): senses
        for key, senses in phrases.table().items()
        if len(key) >= SHORTEST and key.isascii() and (senses[0].kind in _KINDS or key in phrases.words("misspelt_too"))
    }
    return found | {key: (Sense(kind="place", codes=(code,)),) for key, code in official().items() if key.isascii()}


@cache
def ordinary() -> frozenset[str]:
    """Ordinary words of some length."""
    return frozenset(word for word in phrases.unneeded() if len(word) >= SHORTEST)


def nearest(key: str) -> tuple[Sense, ...]:
    """What a word may have been meant as, the likeliest first; () if nothing is near."""
    word = key.replace(" ", "")
    if len(word) < SHORTEST or word.isdigit() or word in phrases.words("never_misspelt"):
        return ()
    found = process.extract(word, _known().keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=6)
    if not found:
        return ()
    found = [one for one in found if one[0][0] == word[0]]  # hardly anybody mistypes the first letter
    best = found[0][1] if found else 0
    meant = [sense for name, score, _ in found if score >= best - _AS_NEAR for sense in _known()[name]]
    return tuple(dict.fromkeys(meant))


def nearly_ordinary(key: str) -> bool:
    """Whether it is an ordinary word with a typing error ('sezures')."""
    if len(key) <= SHORTEST:
        return False
    near = process.extract(key, ordinary(), scorer=OSA.distance, score_cutoff=1, limit=3)
    return any(word[0] == key[0] for word, _, _ in near)
