"""Groups and ties as reported: no direction is assumed."""

from pathlib import Path

import pytest

from data_access.sources.network import Network
from domain.errors import SourceError
from tests.conftest import SHARED

BACRIM, COVERT = SHARED / "data/mexico_bacrim_2020", SHARED / "data/covert_networks"
HEAD = "Edge,Node,Group,RNode,RGroup,weight\n"


def write_sample(folder: Path) -> Path:
    path = folder / "TEST_Alliances.csv"
    path.write_text(
        "\ufeff"
        + HEAD
        + "E1,N1,Grupo Ñ,N2,Los B,6\nE2,N2,Los B,N1,Grupo Ñ,6\nE3,N1,Grupo Ñ,N3,C,2\nE4,N3,C,N4,D,much\n",
        encoding="utf-8",
    )
    return path


def test_ties_stand_as_reported_and_say_whether_they_are_mirrored(tmp_path):
    (chunk,) = Network().chunks(write_sample(tmp_path))
    assert chunk.others["ties"].drop("row").rows() == [
        ("TEST", "N1", "N2", "alliance", 6.0, True),
        ("TEST", "N2", "N1", "alliance", 6.0, True),
        ("TEST", "N1", "N3", "alliance", 2.0, False),
    ]
    assert chunk.refused.select("row", "field", "value").rows() == [(5, "weight", "much")]


def test_a_matrix_becomes_groups_and_directed_ties(tmp_path):
    path = tmp_path / "siren.csv"
    path.write_text('"",1,2,3\n1,0,4,0\n2,0,0,1\n3,2,0,0\n', encoding="utf-8")
    (chunk,) = Network().chunks(path)
    assert chunk.others["groups"]["code"].to_list() == ["1", "2", "3"]
    assert chunk.others["ties"].select("from_code", "to_code", "weight").rows() == [
        ("1", "2", 4.0),
        ("2", "3", 1.0),
        ("3", "1", 2.0),
    ]
    path.write_text('"",1,2,3\n1,0,4,0\n', encoding="utf-8")
    with pytest.raises(SourceError, match="square matrix"):
        list(Network().chunks(path))


@pytest.mark.shared
@pytest.mark.skipif(not BACRIM.is_dir(), reason="the real sets are not at ../shared/data")
def test_the_real_sets():
    def read(path):
        (chunk,) = Network().chunks(path)
        assert chunk.refused.is_empty()
        return chunk.others

    assert read(BACRIM / "BACRIM2020_Nodes.csv")["groups"].height == 150
    for name, rows, alone in (("Alliances", 130, 52), ("Rivals", 127, 57)):
        ties = read(BACRIM / f"BACRIM2020_{name}.csv")["ties"]
        assert (ties.height, (~ties["mirrored"]).sum()) == (rows, alone)
    assert read(COVERT / "morselli_caviar.csv")["groups"].height == 110
