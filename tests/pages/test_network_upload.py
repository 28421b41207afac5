"""A network in the browser: what would come in is said before anything is loaded."""

from io import BytesIO
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.gateway import Gateway
from domain.viewer import public

TIES = "source,target,weight\nN1,N2,2\nPedro Inventado,N2,1\nN1,N3,much\n"


def page() -> None:
    from pages.data.network_upload import _file

    _file()


@pytest.fixture
def brought(monkeypatch):
    def bring(text, name="ring.csv"):
        file = SimpleNamespace(file_id="1", name=name, getvalue=BytesIO(text.encode()).getvalue)
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: file)
        return AppTest.from_function(page, default_timeout=60).run()

    return bring


def networks():
    return Gateway.open().for_viewer(public("en")).networks


def test_it_is_looked_at_first_and_loaded_under_the_name_of_its_source(brought):
    app = brought(TIES)
    assert not app.exception and "**5** nodes and ties would come in" in app.markdown[0].value
    assert app.dataframe[0].value["Field"].to_list() == ["weight"]
    assert networks().listed().is_empty()
    app.button(key="network_load").click().run()
    assert "Say who made this network" in app.error[0].value and networks().listed().is_empty()
    app.text_input(key="network_source").set_value("Invented institute").run()
    app.button(key="network_load").click().run()
    assert not app.exception and "5 nodes and ties loaded" in app.success[0].value
    found = networks().one("ring")
    assert found.nodes["code"].to_list() == ["N1", "N2", "x1"] and found.ties.height == 2


def test_what_is_no_network_is_refused_in_words(brought):
    app = brought("a,b\n1,2\n")
    assert not app.exception and "this is no list of groups" in app.error[0].value
