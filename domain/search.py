"""What a reader types into a search box: words, "phrases", prefix* and -without. Nothing typed is an error of syntax.

The same folding makes the words of the index and of the question, so that every database finds the same: no case, no
accents, letters in their simplest form. Scripts without spaces are cut into single characters, which stand in order:
a word of them is asked as a phrase, so that 白云 is found inside 广州白云机场.
"""

import re
from dataclasses import dataclass

import polars as pl

from domain.errors import UsageError

GAP = "‖"
"""Stands between two fields: no phrase reaches across."""
MOST_TERMS, LONGEST = 20, 500
"""So many words in one search; so many characters of a word count, here as in the index (PostgreSQL takes 2 kB)."""
_APART = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_TOKEN = rf"[{_APART}&&\p{{L}}]\p{{M}}*|[[\p{{L}}\p{{N}}\p{{M}}]--[{_APART}&&\p{{L}}]]+|{GAP}"
_MARKS = r"[\x{300}-\x{36F}\x{591}-\x{5BD}\x{5BF}-\x{5C7}\x{640}\x{64B}-\x{652}\x{670}]"
"""Accents, the points of Hebrew and Arabic, and the stroke that only lengthens an Arabic word."""
_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ"}
_QUOTES = '"“”„«»'
_TERM = re.compile(
    rf"(?P<without>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}](?P<star>\*?))?|(?P<word>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """Words that must stand side by side in one field; the last one may be a beginning only."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False

    def fits(self, words: list[str]) -> bool:
        """Whether it is among these words: the rule that both databases follow, in plain Python."""
        n = len(self.words)
        return any(self._starts(words[at : at + n]) for at in range(len(words) - n + 1))

    def _starts(self, part: list[str]) -> bool:
        last = part[-1].startswith(self.words[-1]) if self.prefix else part[-1] == self.words[-1]
        return last and tuple(part[:-1]) == self.words[:-1]


def tokens(text: pl.Expr) -> pl.Expr:
    """The words of a text as a list, in order, with GAP where the text has it."""
    plain = text.str.normalize("NFKD").str.to_lowercase().str.replace_all(_MARKS, "").str.normalize("NFC")
    simple = plain.str.replace_many(list(_LETTERS), list(_LETTERS.values()))
    return simple.str.extract_all(_TOKEN)


def words_of(text: str) -> list[str]:
    """The words of one text."""
    whole = text.encode(errors="ignore").decode()  # half a character of UTF-16 is no text
    found = pl.select(tokens(pl.lit(whole, dtype=pl.String))).to_series()[0]
    return [str(word)[:LONGEST] for word in found]


def parse(text: str) -> tuple[Term, ...]:
    """What is asked for. Signs without a letter or digit ask for nothing. Raises UsageError for too many words."""
    found = []
    for part in _TERM.finditer(text):
        raw = part["word"] if part["word"] is not None else part["phrase"]
        words = tuple(w for w in words_of(raw) if w != GAP)
        if words:
            prefix = bool(part["star"]) or (part["word"] or "").endswith("*")
            found.append(Term(words=words, prefix=prefix, without=bool(part["without"])))
    terms = tuple(dict.fromkeys(found))
    if len(terms) > MOST_TERMS:
        raise UsageError(
            "A search takes up to {most_terms} words; this one has {n}.", most_terms=MOST_TERMS, n=len(terms)
        )
    return terms
