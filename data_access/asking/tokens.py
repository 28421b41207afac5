"""A question cut into words, each with where it stands and what stands before it."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 300
"""Letters of a question that are read."""
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|&|\d+(?:[.,]\d+)*%?|[^\W_]+(?:['’][^\W\d_]+)*['’]?")
_MARKS = re.compile("[\u0300-\u036f]")
_APART = re.compile(r"[,;:?!()\[\]/–—\n\"“”|]|\.(?=\s|$)")
"""What no phrase reaches across."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_SHORTENED = ("st", "ste", "dem", "rep")


@dataclass(frozen=True)
class Token:
    """A word: as written, folded, where it stands, and what separates it from the word before."""

    written: str
    key: str
    start: int
    end: int
    before: str

    @property
    def apart(self) -> bool:
        """Whether a phrase ends before it."""
        return bool(_APART.search(self.before))

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals."""
        return self.written.isupper()


def folded(text: str) -> str:
    """Small letters without accents, points and apostrophes; a possessive 's is left out."""
    text = text.replace("’", "'").casefold()
    text = text.removesuffix("'s").removesuffix("'")
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare).replace("'", "").replace(".", "")


def cut(text: str) -> list[Token]:
    """The words of a question, up to LONGEST letters."""
    text = text[:LONGEST]
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        before = text[end : match.start()]
        if found and found[-1].key in _SHORTENED:
            before = before.replace(".", "")
        key = "and" if match[0] == "&" else _THOUSANDS.sub("", folded(match[0]))
        found.append(Token(match[0], key, match.start(), match.end(), before))
        end = match.end()
    return found


def phrase_key(text: str) -> str:
    """The key of a phrase of our tables: its words, folded, with one space between."""
    return " ".join(token.key for token in cut(text))
