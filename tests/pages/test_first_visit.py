"""What a store without a file says on every page, and what it stops saying once there is one."""

import pytest

from data_access.demo import store as demo
from pages import CATALOGUE
from pages.parts import answers
from tests.data_access.records.test_records import put, record
from tests.pages.test_bad_links import opened

WORLD, ABOUT, IMPORT = (next(e for e in CATALOGUE if e.url == url) for url in ("world", "about", "import"))


@pytest.fixture(autouse=True)
def small_demo(monkeypatch):
    monkeypatch.setattr(answers, "make_demo", lambda config: demo.make_demo(config, 400))


@pytest.mark.parametrize("entry", [WORLD, ABOUT], ids=lambda e: e.url)
def test_an_empty_store_shows_three_steps(entry):
    page = opened(entry)
    assert (
        not page.exception
        and "Invented seizures" in page.warning[0].value
        and "Cases, operations and published figures are real" in page.warning[0].value
    )
    said = [m.value for m in page.markdown]
    assert any(text.startswith("**1** Look around") for text in said)
    assert any("atlas import unodc-ids FILE" in text for text in said)
    assert [link.proto.page for link in page.get("page_link") if "Import a file" in link.proto.label] == ["import"]


def test_a_store_with_a_file_shows_none_and_names_the_sources_on_import():
    put([record(2)])
    world, page = opened(WORLD), opened(IMPORT)
    assert not world.warning and not any(m.value.startswith("**1**") for m in world.markdown)
    assert not page.exception and any("atlas import us-cbp FILE" in m.value for m in page.markdown)


@pytest.mark.parametrize(("query", "offered"), [({}, True), ({"lang": "en"}, True), ({"goods": "heroin"}, False)])
def test_the_tour_is_offered_where_the_session_began_without_filters(monkeypatch, query, offered):
    put([record(2)])
    given = []
    monkeypatch.setattr("pages.parts.tour._component", lambda **more: given.append(more["data"]))
    page = opened(WORLD, **query)
    assert not page.exception and given[-1]["offer"] is offered
    assert [title for title, _, _ in given[-1]["steps"]][1] == "1 of 4 · What the page says"
    page.query_params.clear()
    page.run()
    assert given[-1]["offer"] is offered
