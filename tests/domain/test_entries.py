"""What cases, operations and training share of their filters: one form of link, one way to refuse."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entries.dimensions import EntryDimension, by_key
from domain.entries.selection import DatedSelection
from domain.errors import UsageError

COLOURS = by_key(
    (
        EntryDimension(key="colour", label="Colour", inside="colour", codes={"red": "Red", "blue": "Blue"}),
        EntryDimension(key="name", label="Name", inside="name"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Painted(DatedSelection):
    dimensions: ClassVar = COLOURS
    unknown: ClassVar[str] = "'{key}' is not a dimension of paint. Known: {dimensions}."


CODES = {"colour": ("red", "blue", ""), "name": ("a", "b", "ü", "")}
WHERE = st.dictionaries(st.sampled_from(list(CODES)), st.integers(0, 7))


@given(WHERE, st.sampled_from(["", "2014-03"]), st.sampled_from(["", "2019-12"]), st.sampled_from(["m49", "interpol"]))
def test_a_selection_comes_back_from_its_link(where, start, end, scheme):
    chosen = tuple((k, tuple(c for i, c in enumerate(CODES[k]) if bits >> i & 1)) for k, bits in where.items())
    asked = Painted(where=chosen, start=start, end=end, scheme=scheme)
    assert Painted.from_query(asked.to_query()) == asked
    assert asked.filtered == bool(asked.where or start or end)
    assert Painted(where=tuple(reversed(chosen)), start=start, end=end, scheme=scheme) == asked


def test_what_cannot_be_asked_is_refused_with_what_can():
    with pytest.raises(UsageError, match=r"not a dimension of paint\. Known: colour, name"):
        Painted(where=(("size", ("1",)),))
    with pytest.raises(UsageError, match=r"not a code of 'colour'\. Known: red, blue"):
        Painted(where=(("colour", ("green",)),))
    with pytest.raises(UsageError, match="too much"):
        Painted.from_query({"name": ["x" * 2000]})
    with pytest.raises(UsageError):
        Painted(start="yesterday")


def test_codes_of_one_dimension_are_put_in_the_place_of_others():
    asked = Painted(where=(("colour", ("red",)), ("name", ("a",))))
    assert asked.having("colour", ("blue",)).values("colour") == ("blue",)
    assert asked.having("colour", ()).where == (("name", ("a",)),)
