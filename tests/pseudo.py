"""The pseudo language as tests look for it: what of a text no catalogue knows."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from data_access.reference import tables as reference
from domain.collation import without_accents
from domain.languages import catalogue
from tools.catalogues import make_pseudo

_INSIDE = re.compile(r"⟦[^⟦⟧]*[⟧…]")
_MARKUP = re.compile(
    r"<style>.*?</style>|<[^>]*>|\]\([^)]*\)|`[^`]*`|:material/\w+:|%\{[^}]*\}|https?://[^\s<]+|&[a-z]+;|\b(?:Excel|PowerPoint|Parquet|GraphML)\b"
)
_MONTHS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
_CUT = re.compile(r"([^⟦⟧…]{3,})…")
_CODES = re.compile(r"\b[A-Z]{2,4}\b")
"""Currencies, kinds of files, codes of places."""
_WORDS = re.compile(r"[A-Za-z]{2,}")
_TEXTS = {
    "text",
    "hovertext",
    "hovertemplate",
    "texttemplate",
    "name",
    "title",
    "ticktext",
    "label",
    "labels",
    "prefix",
}
"""What of a figure is read (plotly.js); `customdata`, codes and styles are not."""


@cache
def pseudo_made() -> None:
    """The pseudo catalogue of the code as it is."""
    make_pseudo()
    catalogue.cache_clear()


@cache
def _known() -> frozenset[str]:
    """Names that are data: places, goods, modes, regions, disputed areas."""
    found = {text for row in reference.read("disputed_areas").iter_rows() for text in row}
    for table in ("places", "goods", "modes", "regions", "region_schemes"):
        for row in reference.read(table).iter_rows(named=True):
            found |= {row[c] for c in ("name", "note", "description", "source") if row.get(c)}
    found |= {name for names in reference.common_names().values() for name in names}
    found |= {name.partition(" (")[0] for name in found}
    return frozenset(found | {without_accents(name) for name in found})


@cache
def _names() -> re.Pattern[str]:
    long = sorted((re.escape(name) for name in _known() if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(long), re.IGNORECASE)


def _cut(match: re.Match[str]) -> str:
    """A name as a chart cuts it, 'Democratic Republic of…', is data too."""
    return " " if any(name.startswith(match[1].strip(" ━■✚▲●◆▼★")) for name in _known()) else match[0]


def untranslated(text: str, *data: str) -> str:
    """The words of a text that stand outside of the marks, '' if none. `data`: further words that are data."""
    plain = " ".join(_MARKUP.sub(" ", text.replace("\\", "")).split())
    while (less := _INSIDE.sub(" ", plain)) != plain:
        plain = less
    for word in sorted(data, key=len, reverse=True):
        plain = plain.replace(word, " ")
    plain = _CUT.sub(_cut, plain)
    plain = _CODES.sub(" ", _MONTHS.sub(" ", _names().sub(" ", plain)))
    return " ".join(_WORDS.findall(plain))


def texts_of_figure(spec: str) -> Iterator[str]:
    """Every text of a Plotly figure in JSON."""
    yield from _texts(json.loads(spec), "")


def _texts(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, str):
        if key in _TEXTS:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
    elif isinstance(value, dict):
        for name, one in value.items():
            button = name == "name" and "method" in value
            if name not in {"template", "geojson", "customdata"} and not button:
                yield from _texts(one, name)
