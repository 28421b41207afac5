"""Groups and networks: what opens first, the choices in the address, imported networks and files."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_safely
from data_access.settings import settings
from data_access.store.engine import open_store
from tests.data_access.sources import test_network
from tests.data_access.sources.test_template import write
from tests.pages import plain
from tests.pages.kept import KeptStore

PAGE = Path(__file__).parents[2] / "pages/casebook/networks.py"


def written(folder):
    return write(folder / "t.csv", "date,country,goods", "2024-03-01,FRA,cocaine")


KEPT = KeptStore("template", written)


@pytest.fixture
def page():
    return AppTest.from_file(str(PAGE), default_timeout=120)


@pytest.fixture
def casebook(page, tmp_path_factory, monkeypatch):
    """The page over a store of seizures, so that no demo is made: the cases come with the program."""
    KEPT.use(tmp_path_factory, monkeypatch)
    return page


def test_the_casebook_opens_as_a_matrix_and_a_part_of_it_as_a_network(casebook):
    page = casebook
    page.run()
    assert not page.exception
    assert page.title[0].value == "Groups and networks"
    assert page.session_state["networks_view"] == "matrix"
    page.query_params["goods"] = ["tobacco"]
    page.run()
    assert not page.exception and page.session_state["networks_view"] == "network"
    options = page.selectbox(key="networks_node").options
    assert options[0] == "all" and "Tobacco" in options


def test_choices_stand_in_the_address(casebook):
    page = casebook
    page.query_params["goods"] = ["tobacco"]
    page.run()
    page.selectbox(key="networks_node").set_value("goods:tobacco").run()
    assert page.query_params["node"] == "goods:tobacco" and not page.exception


def test_nonsense_is_said(casebook):
    page = casebook
    page.query_params["network"] = ["nobody"]
    page.query_params["rows"] = ["colours"]
    page.run()
    assert not page.exception
    assert sum("that is not available" in error.value for error in page.error) == 2


def test_no_case_says_what_to_do(casebook):
    page = casebook
    page.query_params["goods"] = ["tobacco"]
    page.query_params["country"] = ["ISL"]
    page.run()
    assert not page.exception and page.info


def test_an_imported_network_takes_the_place_of_the_casebook(page, tmp_path):
    engine = open_store(settings().database_url)
    import_safely(engine, "network", test_network.write_sample(tmp_path))
    page.query_params["network"] = ["TEST"]
    page.run()
    assert not page.exception
    assert page.selectbox(key="networks_which").value == "TEST"
    assert any("TEST: alliances" in plain(text.value) for text in page.markdown)
    assert any("Filters are for the network of the casebook" in text.value for text in page.sidebar.caption)


def test_links_to_terrorism_show_no_place(casebook):
    page = casebook
    page.query_params["terrorism"] = ["proven"]
    page.run()
    assert not page.exception
    assert any("No place is shown beside links to terrorism" in text.value for text in page.info)
