"""Every cube of the list, however small the store: what large stores have must be right in small ones too."""

import pytest

from data_access.lattice import cubes, gathering, making, refreshing, views


@pytest.fixture
def every_cube(monkeypatch):
    """All cubes are made and kept, those of one circle of viewers too, and the rows of one country are looked up."""
    monkeypatch.setattr(making, "FEW_CELLS", 0)
    monkeypatch.setattr(refreshing, "FEW_CELLS", 0)
    monkeypatch.setattr(gathering, "WORTH", 1e9)
    monkeypatch.setattr(gathering, "LEAD_FROM", 0)
    monkeypatch.setattr(cubes, "FEWER", 0)
    monkeypatch.setattr(views, "FROM_ROWS", 0)
    monkeypatch.setattr(views, "WORTH", 1)
    monkeypatch.setattr(views, "ROOM", 10_000)
