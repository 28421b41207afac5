"""An address of none of our pages: said, with the ways to those that there are."""

import re

import pytest

import not_found
import serve
from pages import CATALOGUE


def test_it_names_the_page_and_leads_to_every_page_of_the_menu_with_the_filters():
    html = not_found.page("/wrold", "goods=heroin&start=2014-01", "/atlas")
    assert "'wrold'" in html.replace("&#x27;", "'")
    links = re.findall(r'href="([^"]*)"', html)
    assert "/atlas/world?goods=heroin&amp;start=2014-01" in links and len(links) == len(
        [entry for entry in CATALOGUE if not entry.hidden]
    )


def test_nothing_of_an_address_is_markup_and_little_is_repeated():
    html = not_found.page('/<script>alert(1)</script>"' + "x" * 500, 'a="><b>', "")
    assert "<script" not in html and "<b>" not in html and "x" * 100 not in html


@pytest.mark.parametrize("path", ["/", "/world", "/world/", "/record"])
def test_our_own_pages_are_left_alone(path):
    assert serve.missing({"type": "http", "path": path, "query_string": b""}) == ""


@pytest.mark.parametrize("path", ["/nowhere", "/world/spain", "/data", "/data/maps"])
def test_all_others_are_answered(path):
    html = serve.missing({"type": "http", "path": path, "query_string": b"lang=xx"})
    assert "There is no such page here" in html and '<html lang="en">' in html
