"""Pages that are run by themselves: somebody must look, as the front door says when the whole app runs."""

import pytest

from domain.viewer import public
from pages.parts import reader


@pytest.fixture(autouse=True)
def somebody_looks(monkeypatch):
    monkeypatch.setattr(reader, "viewer", lambda: public("en"))
