"""Groups and ties as reported: no direction is assumed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
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


def test_actors_beside_meetings(tmp_path):
    path = tmp_path / "dinners.csv"
    path.write_text(",Monday,Tuesday\nA1,1,0\nA2,1,1\nA3,0,2\n", encoding="utf-8")
    (chunk,) = Network().chunks(path)
    assert chunk.others["groups"]["code"].to_list() == ["A1", "A2", "A3", "Monday", "Tuesday"]
    ties = chunk.others["ties"].select("from_code", "to_code", "kind", "weight", "mirrored").rows()
    assert ties == [
        ("A1", "Monday", "attendance", 1.0, False),
        ("A2", "Monday", "attendance", 1.0, False),
        ("A2", "Tuesday", "attendance", 1.0, False),
        ("A3", "Tuesday", "attendance", 2.0, False),
    ]


LISTED = [
    {"id": 7, "organisation": "THE INVENTED", "sort": "group", "active_in": ["Italy", "Malta"], "aka": ["TI"]},
    {"id": 8, "organisation": "SOMEBODY", "sort": "individual", "active_in": ["Italy"], "aka": []},
    {"id": 9, "organisation": "OTHER INVENTED", "sort": "group", "active_in": ["Atlantis"], "aka": []},
]


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_list_of_organisations_in_any_order_of_columns_and_no_person_is_kept(tmp_path, kind):
    path = tmp_path / f"list.{kind}"
    if kind == "json":
        path.write_text(json.dumps({"about": "x", "entries": LISTED}), encoding="utf-8")
    else:
        lines = [
            f"{'; '.join(r['active_in'])},{r['sort']},{r['organisation']},{'; '.join(r['aka'])},{r['id']}"
            for r in LISTED
        ]
        path.write_text("\n".join(["Active in,Type,Organisation,Aliases,No", *lines]), encoding="utf-8")
    (chunk,) = Network().chunks(path)
    assert chunk.others["groups"].select("code", "name", "place_reported").rows() == [
        ("7", "THE INVENTED (also known as TI)", "Italy; Malta"),
        ("9", "OTHER INVENTED", "Atlantis"),
    ]
    assert chunk.others["ties"].select("from_code", "to_code", "kind").rows() == [
        ("7", "ITA", "active-in"),
        ("7", "MLT", "active-in"),
        ("9", "Atlantis", "active-in"),
    ]
    assert chunk.skipped == 1 and "SOMEBODY" not in str(chunk.others)


def test_a_list_of_bare_names_without_a_type_is_not_taken(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,country,alias\nJo,Italy,J\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no list of groups"):
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


def test_any_list_of_organisations_comes_in_with_a_mapping_of_its_columns(tmp_path):
    path = tmp_path / "listed.csv"
    path.write_text("Ref,Cartel,Home,Alter ego\n7,Los X,Italy; Malta,LX\n8,Y Group,,\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"--set name=COLUMN.*The file has: Ref, Cartel, Home, Alter ego"):
        list(Network().chunks(path))
    mapping = {"name": "Cartel", "countries": "Home", "aliases": "Alter ego", "code": "Ref"}
    (chunk,) = Network().chunks(path, mapping)
    assert chunk.others["groups"].select("code", "name").rows() == [
        ("7", "Los X (also known as LX)"),
        ("8", "Y Group"),
    ]
    assert chunk.others["ties"].select("from_code", "to_code").rows() == [("7", "ITA"), ("7", "MLT")]
    for wrong, said in (
        ({"name": "Gang"}, "no column 'Gang'"),
        ({"boss": "Cartel"}, "not a part"),
        ({"code": "Ref"}, "names the organisation"),
    ):
        with pytest.raises(SourceError, match=said):
            list(Network().chunks(path, wrong))


def test_the_shell_passes_the_mapping_on_and_lists_who_met_whom(tmp_path):
    path = tmp_path / "listed.csv"
    path.write_text("Cartel,Home\nLos X,Italy\n", encoding="utf-8")
    runner = CliRunner()
    done = runner.invoke(main, ["import", "network", str(path), "--set", "name=Cartel", "--set", "countries=Home"])
    assert done.exit_code == 0, done.output
    assert "listed,Los X,ITA,active-in,1.0" in runner.invoke(main, ["networks"]).output
    met = tmp_path / "dinners.csv"
    met.write_text(",Monday,Tuesday\nA1,1,0\nA2,1,1\nA3,0,2\n", encoding="utf-8")
    assert runner.invoke(main, ["import", "network", str(met)]).exit_code == 0
    projected = runner.invoke(main, ["networks", "--projected"]).output.splitlines()
    assert projected == ["network,from_code,to_code,meetings", "dinners,A1,A2,1", "dinners,A2,A3,1"]
    refused = runner.invoke(main, ["import", "unodc-ids", str(met), "--set", "name=Cartel"])
    assert refused.exit_code and "network and auto" in refused.output
