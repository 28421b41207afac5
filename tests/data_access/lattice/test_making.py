"""Cubes that will hardly be kept are not made to the end; those that are kept have every year."""

import pytest

from data_access.lattice import gathering, making
from data_access.lattice.specs import PARTS
from data_access.store.engine import open_store
from tests.data_access.lattice import records as twin
from tests.data_access.lattice.test_lattice import drawn


@pytest.fixture
def store(tmp_path):
    from random import Random

    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    twin.stored(engine, list(drawn(Random(3), 200)))
    return engine


@pytest.mark.parametrize("worth", [0.0, 0.9, 1e9])
def test_each_cube_that_is_kept_holds_all_records(store, worth, every_cube, monkeypatch, tmp_path):
    monkeypatch.setattr(gathering, "WORTH", worth)
    with store.connect() as connection:
        made = making.whole(connection, tmp_path)
    kept = made.gathering.kept()
    finest = {(part, kind) for part, kind, spec in kept if spec == PARTS[part].specs[0]}
    assert (len(kept) == len(finest)) == (worth == 0)
    for part, kind, spec in kept:
        if not spec.member:
            first = PARTS[part].columns[0]
            assert total(made, (part, kind, spec), first) == total(made, (part, kind, PARTS[part].specs[0]), first)


def total(made, name, figure):
    return sum(int(c.sum()) for n, parts in made.gathering.columns(name, made.codes) if n == figure for c in parts)


def test_what_is_far_too_large_is_no_longer_made(store, every_cube, monkeypatch, tmp_path):
    monkeypatch.setattr(gathering, "WORTH", 0.0)
    asked = []
    rolled = making.Builder.rows
    monkeypatch.setattr(
        making.Builder,
        "rows",
        lambda self, part, made, wanted: asked.append(wanted) or rolled(self, part, made, wanted),
    )
    with store.connect() as connection:
        making.whole(connection, tmp_path)
    assert any(asked) and not any(asked[-3:])
