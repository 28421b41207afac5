"""Numbers as people write them → exact decimals. What may be read in two ways is read as its column is, or not at all.

'1.234' is a thousand in one country and a little over one in another. A column decides it by its other values; where
it does not, the style is ambiguous, and only texts that both readings agree on are numbers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data_access.sources.auto.values.dates import DateStyle, date_style, parse_date
from data_access.sources.auto.values.lookalikes import lookalikes
from data_access.sources.auto.values.plain_digits import digits
from domain.messages import Message, message, packed

__all__ = [
    "NEUTRAL", "DateStyle", "NumberStyle", "date_style", "digits", "lookalikes", "number_style", "parse_date",
    "parse_measure", "parse_number", "parse_range",
]  # fmt: skip

LONGEST = 60
POINT, COMMA = ".", ","
MARKS = (POINT, COMMA)
_ARABIC = {"٫", "٬"}
_EXPONENT = r"(?:[eE][+-]?\d{1,3})?"
_GROUPED = r"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+"
_INDIAN = r"[1-9]\d?(?:,\d{2})+,\d{3}"


@dataclass(frozen=True, kw_only=True)
class NumberStyle:
    """How the numbers of a column are written.

    `decimal` is '.' or ',', or '' where no value shows it; `thousands` what sets off groups, '' where none was seen.
    `ambiguous`: some value means two things (1.234), or the column writes both ways, and nothing settles it.
    """

    decimal: str = ""
    thousands: str = ""
    ambiguous: bool = False
    indian: bool = False
    """Groups of two digits (12,34,567) were seen."""
    examples: tuple[str, ...] = ()
    """Values that may be read in two ways."""

    @property
    def words(self) -> str:
        """One sentence for the reader."""
        if self.ambiguous:
            return packed(
                "Numbers such as {example} can be read in two ways: say which sign is the decimal mark.",
                example=self.examples[0],
            )
        mark = {POINT: message("a point"), COMMA: message("a comma")}.get(self.decimal)
        if not self.thousands:
            return packed("The decimal mark is {mark}.", mark=mark) if mark else packed("Whole numbers.")
        fields = {"mark": mark, "sign": _called(self.thousands)}
        if mark:
            return packed("The decimal mark is {mark}, thousands are set off by {sign}.", **fields)
        return packed("Whole numbers, thousands are set off by {sign}.", **fields)


NEUTRAL = NumberStyle()
"""Of a column about which nothing is known."""


def number_style(values: Iterable[str]) -> NumberStyle:
    """How the numbers among the values are written. Ranges and bounds ('<5', '10-15') count with their numbers."""
    numbers = [readings for text in dict.fromkeys(values) for part in _parts(text) if (readings := _readings(part))]
    possible = [mark for mark in MARKS if all(mark in readings for readings in numbers)]
    split = [r for r in numbers if len(set(r.values())) > 1]
    texts = [part for text in values for part in _parts(text)]
    thousands, indian = _grouping(texts, possible[0] if len(possible) == 1 else "")
    if not numbers or (len(possible) > 1 and not split):
        return NumberStyle(thousands=thousands)
    if len(possible) == 1:
        return NumberStyle(decimal=possible[0], thousands=thousands, indian=indian)
    doubtful = split or [r for r in numbers if len(r) == 1]
    examples = tuple(part for part in dict.fromkeys(texts) if _readings(part) in doubtful)[:3]
    return NumberStyle(ambiguous=True, examples=examples)


def parse_number(text: str, style: NumberStyle = NEUTRAL) -> Decimal | None:
    """The number, exact; None where the text is none, or may be two and the style does not say which."""
    readings = _readings(text)
    if style.decimal:
        return readings.get(style.decimal)
    found = set(readings.values())
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=100_000)
def _readings(text: str) -> dict[str, Decimal]:
    """Decimal mark → the number that the text is with it."""
    if len(text) > LONGEST or not text:
        return {}
    plain = digits(text).strip()
    if _ARABIC & set(plain):
        plain = plain.replace("٬", "").replace("٫", ".")
        number = _plain(plain)
        return {} if number is None else dict.fromkeys(MARKS, number)
    return {mark: number for mark in MARKS if (number := _read(plain, mark)) is not None}


_SHAPES = {
    mark: re.compile(
        rf"[+-]?(?:(?:\d+|{_GROUPED.format(mark=re.escape(other))}|{_GROUPED.format(mark=' ')}|"
        rf"{_GROUPED.format(mark=chr(39))}{'|' + _INDIAN if other == COMMA else ''})"
        rf"(?:{re.escape(mark)}\d+)?|{re.escape(mark)}\d+){_EXPONENT}"
    )
    for mark, other in ((POINT, COMMA), (COMMA, POINT))
}


def _read(plain: str, mark: str) -> Decimal | None:
    if not _SHAPES[mark].fullmatch(plain):
        return None
    other = COMMA if mark == POINT else POINT
    return Decimal(plain.replace(other, "").replace(" ", "").replace("'", "").replace(mark, "."))


def _plain(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


def _called(sign: str) -> Message:
    return {
        POINT: message("points"),
        COMMA: message("commas"),
        " ": message("spaces"),
        "'": message("apostrophes"),
    }[sign]


def _grouping(texts: list[str], decimal: str) -> tuple[str, bool]:
    """What sets off thousands in some of the texts, and whether in the Indian way."""
    plain = [digits(text).strip().lstrip("+-") for text in texts]
    for sign in (" ", "'"):
        if any(re.match(_GROUPED.format(mark=sign), text) for text in plain):
            return sign, False
    other = {POINT: COMMA, COMMA: POINT}.get(decimal, "")
    indian = other == COMMA and any(re.match(_INDIAN, text) for text in plain)
    grouped = other and any(re.match(_GROUPED.format(mark=re.escape(other)), text) for text in plain)
    return (other, indian) if grouped or indian else ("", False)


_ABOUT = r"≈|~|∼|±|c\.|ca\.?|circa|about|approx\.?|approximately|around|environ|env\.|rund|etwa|ungefähr|aprox\.?|" \
         r"aproximadamente|cerca de|около|примерно|приблизительно|ок\.|прибл\.|حوالي|تقريبا|约|約"  # fmt: skip
_BELOW = r"<|≤|<=|⩽|less than|fewer than|under|below|up to|at most|max\.?|moins de|jusqu'à|weniger als|unter|bis zu|" \
         r"menos de|hasta|até|meno di|fino a|менее|до|не более|أقل من"  # fmt: skip
_ABOVE = r">|≥|>=|⩾|more than|over|above|at least|min\.?|plus de|au moins|mehr als|über|mindestens|más de|" \
         r"al menos|mais de|più di|almeno|более|свыше|не менее|أكثر من"  # fmt: skip
_TO = r"\s*(?:-|\.\.\.?|…)\s*|\s+(?:to|à|a|bis|al|до|and|إلى)\s+"
_BOUND = re.compile(
    rf"(?P<about>(?:{_ABOUT})\s*)?(?:(?P<below>{_BELOW})|(?P<above>{_ABOVE}))?\s*(?P<rest>\+?\d.*)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:between|from|zwischen|von|entre|de|от|da)\s+", re.IGNORECASE)


def parse_range(text: str, style: NumberStyle = NEUTRAL) -> tuple[Decimal | None, Decimal | None, bool] | None:
    """(lowest, highest, whether only about) of a number, a range or a bound; None where it is none of them.

    '<5' is (None, 5, False): what lies below is not reported, and zero is not assumed. '≈300' is (300, 300, True).
    """
    plain = digits(text[: LONGEST + 1]).strip()
    if len(plain) > LONGEST:
        return None
    number = parse_number(plain, style)
    if number is not None:
        return number, number, False
    if plain.endswith("+") and (number := parse_number(plain[:-1], style)) is not None:
        return number, None, False
    bound = _BOUND.fullmatch(plain)
    if bound is None or not (bound["about"] or bound["below"] or bound["above"]):
        return _interval(plain, style, False)
    number = parse_number(bound["rest"], style)
    if number is None:
        unbounded = bound["about"] and not (bound["below"] or bound["above"])
        return _interval(bound["rest"], style, True) if unbounded else None
    about = bound["about"] is not None
    return (None if bound["below"] else number), (None if bound["above"] else number), about


def _interval(plain: str, style: NumberStyle, about: bool) -> tuple[Decimal, Decimal, bool] | None:
    ends = [parse_number(end, style) for end in _ends(plain)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or not 0 <= ends[0] <= ends[1]:
        return None
    return ends[0], ends[1], about


def _ends(plain: str) -> list[str]:
    return re.split(_TO, _BETWEEN.sub("", plain, count=1), flags=re.IGNORECASE)


def _parts(text: str) -> list[str]:
    """The numbers of a text that is a number, a bound or a range."""
    if _readings(text):
        return [text]
    plain = digits(text[: LONGEST + 1]).strip()
    bound = _BOUND.fullmatch(plain) if len(plain) <= LONGEST else None
    ends = _ends(bound["rest"] if bound else plain)
    return ends if len(ends) <= 2 and all(_readings(end) for end in ends) else []


_ENDS_IN_UNIT = re.compile(r"(.*\d)\s*([^\W\d_][^\d]*)")


def without_unit(text: str) -> tuple[str, str]:
    """'10-20 kg' → ('10-20', 'kg'); the text and '' where it does not end in words."""
    match = _ENDS_IN_UNIT.fullmatch(digits(text[: LONGEST + 1]).strip())
    return (match[1], match[2].strip(" .")) if match else (text, "")


_MEASURE = re.compile(r"([+-]?\d[\d.,' ]*?)\s*([^\W\d_][^\d;,+&]*)(?:\s*(?:[;,+&]|and|und|et|y|и)\s*)?")


def parse_measure(text: str, style: NumberStyle = NEUTRAL) -> tuple[tuple[Decimal, str], ...] | None:
    """'10 kg 500 g' → ((10, 'kg'), (500, 'g')). None where the text is more, or other, than numbers with units."""
    plain = digits(text[: LONGEST + 1]).strip()
    if len(plain) > LONGEST:
        return None
    place, found = 0, list[tuple[Decimal, str]]()
    while place < len(plain):
        match = _MEASURE.match(plain, place)
        number = parse_number(match[1], style) if match else None
        if match is None or number is None:
            return None
        found.append((number, match[2].strip(" .")))
        place = match.end()
    return tuple(found) or None
