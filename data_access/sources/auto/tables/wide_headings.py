"""What the heading of a column of numbers says: the goods, the unit, or that it counts seizures."""

import re
from functools import lru_cache

from data_access.harmonise.units import find_unit, unit_in_header
from data_access.places.keys import fold
from data_access.sources.auto.fields import named
from domain.units import UNITS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPLIT = re.compile(r"[\s_/:;,.()\[\]{}-]+|(?<=[a-z])(?=[A-Z])")


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_AMOUNT = _folded(
    "quantity qty qtd qtde qnt cantidad cant quantidade quantité qté menge anzahl amount number no nr num seized total "
    "apreendida apreendido incautada incautado количество volume weight peso poids gewicht"
)
_COUNTS = _folded("number numbers no nos nr n count counts anzahl numero nombre número число")
"""Words that count, but not what: seizures, or pieces."""
_FILLING = _folded("of in de the and")
"""Words of a heading that name neither goods nor a unit."""
_COUNTED = frozenset(("tablets", "doses", "sticks", "plants", "packages", "pieces", "pairs", "rounds"))
_GENERAL = frozenset(("unit", "piece"))


@lru_cache(maxsize=10_000)
def column_unit(column: str) -> str:
    """The unit that the heading of a column of numbers names: 'Cocaine (kg)', 'Ecstasy_Pills', 'qtd_selos'; '' if none.

    Of several, the one that says most: 'comprimidos unidades' are tablets.
    """
    if (found := unit_in_header(column)) and fold(found.spelling) not in _COUNTS:
        return found.spelling
    parts = [p for p in _SPLIT.split(column) if p]
    hits = [(p, m.unit) for p in parts if len(p) > 2 and (m := find_unit(p)) and m.unit and fold(p) not in _AMOUNT]
    counted = [(p, unit) for p, unit in hits if UNITS[unit][0] in _COUNTED]
    amounts = {fold(p) for p in parts} & _AMOUNT
    last = fold(parts[-1]) if parts else ""
    good = [(p, u) for p, u in counted if amounts or fold(p) == last]
    special = [p for p, u in good if u not in _GENERAL]
    return special[0] if special else good[0][0] if good and len(parts) > 1 else ""


def year_in(column: str) -> str:
    """The year that a heading names beside its goods, '' if none or several."""
    found = set(_YEAR.findall(column))
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=10_000)
def bare_goods(column: str) -> str:
    """The heading without its unit and words such as 'number of': what was seized; '' where nothing is left."""
    text = re.sub(r"[\(\[].*?[\)\]]", " ", column)
    unit = column_unit(column)
    words = [p for p in _SPLIT.split(text) if p]
    units = {fold(w) for w in _SPLIT.split(unit) if w}
    left = [
        w
        for w in words
        if not _YEAR.fullmatch(w) and fold(w) not in units and fold(w) not in _AMOUNT | _FILLING | _EVENT_WORDS
    ]
    if not left and unit:  # 'Ampoules_No': what it is packed in is all that is known
        left = [w for w in words if fold(w) in units and _is_packed(unit)]
    return " ".join(left)


_EVENT_WORDS = _folded(
    "seizures seizure cases case incidents incident events event incautaciones saisies casos apreensões изъятий"
)


def _is_packed(unit: str) -> bool:
    found = find_unit(unit)
    return bool(found and found.unit and UNITS[found.unit][0] == "packages")


@lru_cache(maxsize=10_000)
def counts_events(column: str) -> bool:
    """Whether a heading says that its numbers count seizures: 'Cocaine seizures', 'Heroin (number of cases)'."""
    words = {fold(w) for w in _SPLIT.split(column) if w}
    return bool(words & _EVENT_WORDS) and not any(n == "goods" and s >= 0.98 for n, s in named(column))
