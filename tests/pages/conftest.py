"""Pages are run by Streamlit's AppTest, in the test's own process."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from domain.viewer import public
from pages.parts import reader


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
