"""Pages are run by Streamlit's AppTest, in the test's own process."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from domain.viewer import public
from pages.parts import answers, on_sight, reader


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Streamlit reads what every installed package says of itself, for each page that a test opens: once will do.

    No package is installed while tests run, and the app asks once a start.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are run by themselves here: who looks is said by the front door when the whole app runs."""
    monkeypatch.setattr(reader, "viewer", lambda: public("en"))


@pytest.fixture(autouse=True)
def everything_is_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no browser that could say what is in view (tests/pages/test_on_sight.py looks at what waits)."""
    monkeypatch.setattr(on_sight, "must_wait", lambda key: False)


@pytest.fixture(autouse=True)
def reports_are_made_anew() -> None:
    """Tests change what reports are made with."""
    answers._finished.cache_clear()
