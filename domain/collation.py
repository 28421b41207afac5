"""One alphabetical order for every list: accents, case and signs do not decide ('Åland' stands under A).

The letters that Unicode does not take apart are listed (after the Unicode collation algorithm's first level, DUCET).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import polars as pl

_WHOLE = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_SIGNS = re.compile(r"[^\w\s]|_")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """What a text is sorted by."""
    plain = without_accents(text).casefold()
    return " ".join(_SIGNS.sub("", "".join(_WHOLE.get(c, c) for c in plain)).split())


def without_accents(text: str) -> str:
    """'Cote d'Ivoire' of 'Côte d'Ivoire'."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def az(column: str) -> pl.Expr:
    """The same for a column of texts, to sort by: each different text is looked at once. Nulls stay null."""
    return pl.col(column).map_batches(_keys, return_dtype=pl.String).alias(column)


def _keys(texts: pl.Series) -> pl.Series:
    unlike = texts.drop_nulls().unique().to_list()
    return texts.cast(pl.String).replace_strict(unlike, [key(str(t)) for t in unlike], default=None)


def by_name(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Codes in the alphabetical order of their names (of the code itself where it has none)."""
    return sorted(codes, key=lambda code: (key(names.get(code, code)), code))
