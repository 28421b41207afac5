"""Letters that look alike in Latin and Cyrillic: 'Соca' typed with two keyboards is 'Coca' for comparisons."""

import re
import unicodedata

_CYRILLIC = "АВЕЅІЈКМНОРСТУХЗаеорсухіјѕԁӏԛԝһёїЁЇ"
_LATIN = "ABESIJKMHOPCTYX3aeopcyxijsdlqwhëïËÏ"
_TO_LATIN = {c: l for c, l in zip(_CYRILLIC, _LATIN, strict=True) if l.isalpha()}  # noqa: E741
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()}
_WORD = re.compile(r"[^\W\d_]+")


def lookalikes(text: str) -> str | None:
    """The text with every word in one script; None where no word mixes two, or a mixed word stays unclear."""
    if text.isascii():
        return None
    script = _script(text)
    changed = _WORD.sub(lambda word: _one_script(word[0], script), text)
    return changed if changed != text else None


def _one_script(word: str, usual: str) -> str:
    cyrillic = [c for c in word if _is(c, "CYRILLIC")]
    latin = [c for c in word if _is(c, "LATIN")]
    if not cyrillic or not latin:
        return word
    to_latin = all(c in _TO_LATIN for c in cyrillic)
    to_cyrillic = all(c in _TO_CYRILLIC for c in latin)
    if to_latin and to_cyrillic:
        fewer = "LATIN" if len(cyrillic) < len(latin) else "CYRILLIC" if len(cyrillic) > len(latin) else usual
        to_latin = fewer == "LATIN"
    if to_latin:
        return "".join(_TO_LATIN.get(c, c) for c in word)
    return "".join(_TO_CYRILLIC.get(c, c) for c in word) if to_cyrillic else word


def _is(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)


def _script(text: str) -> str:
    """The script of the words that are in one; Latin where they do not show it."""
    words = [w for w in _WORD.findall(text) if len({_is(c, "CYRILLIC") for c in w}) == 1]
    cyrillic = sum(len(w) for w in words if _is(w[0], "CYRILLIC"))
    return "CYRILLIC" if 2 * cyrillic > sum(map(len, words)) else "LATIN"
