"""Words of a question that name a place: our index of names and codes, read more carefully than a column of places.

In a column nearly every word is a place. In a question "is" is no Iceland and "Nigera" no Niger: short words count only
in capitals, and a name in another language only where no official name is spelled nearly like it.
"""

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from data_access.asking.phrases import words
from data_access.asking.tokens import Token, folded
from data_access.places.index import ALPHA3, Hit, codes, names, suggestible
from data_access.places.keys import fold
from data_access.reference import tables as reference
from domain.asking import Sense

SHORT = 3
_DROPPED = frozenset(["the", "of", "de", "du", "la", "le", "les", "and"])
_PART = "part of"
_ABBREVIATED = {"uk": "GBR", "usa": "USA", "uae": "ARE", "drc": "COD", "prc": "CHN", "us": "USA", "dprk": "PRK"}
_IN_CAPITALS = frozenset({"us"})
_AMERICAS = Sense(kind="region", codes=("m49:019",))


def place(window: list[Token], text: str, shouted: bool, before: str = "") -> tuple[Sense, ...]:
    """What a window of words stands for as a place: one, or several that must be asked about; () for none.

    shouted: the whole question is in capitals, which then say nothing. before: the word before, '^' for the first.
    """
    first, last = window[0], window[-1]
    if len(window) == 1 and len(first.key) <= SHORT:
        return _short(first, shouted, before in words("before_us"))
    if first.key in _DROPPED or last.key in _DROPPED or (len(window) == 1 and first.key in words("no_places")):
        return ()
    written = text[first.start : last.end].replace("’", "'").removesuffix("'s").removesuffix("'")
    hit = names().get(fold(written)) or names().get(fold(folded(written)))
    if not hit or hit.region:
        return ()
    if "and" in {t.key for t in window} and hit.status == "ambiguous":
        return ()  # a list, each of whose parts is a place
    return _read(written, hit)


def _short(token: Token, shouted: bool, after_place_words: bool) -> tuple[Sense, ...]:
    """Codes and short names ('US', 'DRC', 'COL')."""
    code = _ABBREVIATED.get(token.key)
    if token.key == "us" and after_place_words and not shouted and not token.capitals:
        return (_place("USA"), Sense(kind="nothing"))
    if code and (token.key not in _IN_CAPITALS or (token.capitals and not shouted)):
        return (_place(code),)
    if not token.capitals or shouted or len(token.key) < SHORT:
        return ()
    named = names().get(token.key)
    if named and named.status in ("ambiguous", "alias"):
        return _read(token.written, named)
    hit = codes(ALPHA3).get(token.key.upper())
    return (_place(hit.code),) if hit and hit.status in ("code", "alias") else ()


def _read(written: str, hit: Hit) -> tuple[Sense, ...]:
    if hit.status == "ambiguous":
        found = tuple(_place(c) for c in hit.candidates if c in reference.names("places"))
        if {"USA", "unknown"} <= set(hit.candidates):  # America, the only name that is a continent too
            found += (_AMERICAS,)
        return found if len(found) != 1 else (*found, Sense(kind="nothing"))
    if hit.code not in reference.names("places"):
        return ()
    if hit.status == "language":
        near = _near(fold(written).replace(" ", "")) - {hit.code}
        if near:
            return (*(_place(c) for c in sorted(near)), _place(hit.code))
    if written.casefold() == "georgia":
        return (_place("GEO"), Sense(kind="state", codes=("US-GA",)))
    return (Sense(kind="place", codes=(hit.code,), role="part"),) if hit.note == _PART else (_place(hit.code),)


def _place(code: str) -> Sense:
    return Sense(kind="place", codes=(code,))


@cache
def official() -> dict[str, str]:
    """Key of an English name (official, an alias or in common use), without spaces → code."""
    known = suggestible()
    named = {key.replace(" ", "") for key, hit in names().items() if hit.status in ("exact", "alias")}
    return {key: code for key, code in known.items() if key in named}


@cache
def _near(key: str) -> frozenset[str]:
    """Places whose English name is one edit away."""
    found = process.extract(key, official().keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=5)
    return frozenset(official()[name] for name, _, _ in found)
