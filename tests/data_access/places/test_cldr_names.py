"""The tables made from Unicode CLDR are those that this release of Babel, and our way of folding, give."""

import pytest

from data_access.reference import tables as reference
from tools.cldr_names import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_the_one_that_the_tool_makes(name):
    headings, make = TABLES[name]
    held = reference.read(name)
    assert tuple(held.columns) == headings and held.rows() == make(), "run: make assets"
