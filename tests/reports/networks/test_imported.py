"""Imported networks: measures, levels, and no person by name in a picture, table or file."""

import pytest

from data_access.ingest.loading import import_safely
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.words import ENGLISH
from reports.card import Text, cards
from reports.exported import exported
from reports.networks import imported
from reports.networks.asked import ALL_KINDS, read
from tests.asking import here, studio
from tests.conftest import SHARED

HEAD = "Edge,Node,Group,RNode,RGroup,weight\n"
PERSON = "Pedro Inventado"
BACRIM = SHARED / "data/mexico_bacrim_2020"


@pytest.fixture
def ring(tmp_path):
    """A ring of 24 groups with a hub: one of them is named after a person; two more have no tie."""
    engine = open_store(settings().database_url)
    nodes = [f"N{i},Los {chr(97 + i)},Somewhere" for i in range(24)] + [f"N24,{PERSON},There", "N25,Los lonely,"]
    (tmp_path / "T_Nodes.csv").write_text("Node,Group,State\n" + "\n".join(nodes) + "\n", encoding="utf-8")
    ties = [f"E,N{i},x,N{(i + 1) % 24},y,1" for i in range(24)] + [f"E,N24,{PERSON},N{i},y,2" for i in range(0, 24, 3)]
    (tmp_path / "T_Alliances.csv").write_text(HEAD + "\n".join(ties) + "\n", encoding="utf-8")
    (tmp_path / "T_Rivals.csv").write_text(HEAD + "E,N0,x,N1,y,1\nE,N1,x,N0,y,1\n", encoding="utf-8")
    for name in ("Nodes", "Alliances", "Rivals"):
        import_safely(engine, "network", tmp_path / f"T_{name}.csv")
    return studio()


def test_the_page_of_a_network(ring):
    shown = imported.report(ring, "T", "alliance")
    found = {card.key: card for card in cards(shown)}
    assert set(found) == {
        *("networks_marks", "networks_arcs", "networks_between", "networks_communities"),
        *("networks_removals", "networks_key_sets", "networks_nodes", "networks_ties"),
    }
    top = found["networks_between"].table.row(0, named=True)
    assert (top["label"], top["ties"]) == ("Group N24 (There)", 8)
    assert found["networks_nodes"].table.height == 26 and "1 of 26 has no tie" in found["networks_nodes"].note
    assert "32 of 32 are reported by one side alone" in found["networks_ties"].caution
    assert "modularity Q" in found["networks_communities"].note


def test_no_person_is_named_anywhere(ring):
    for card in cards(imported.report(ring, "T", ALL_KINDS)):
        export, figure = exported(ring, card, link="", name="")
        assert "Inventado" not in str(export.table.rows()) + export.alt + str(export.about)
        assert figure is None or "Inventado" not in figure.to_json()


def test_the_metadata_are_those_of_the_network_and_not_of_seizures(ring):
    card = cards(imported.first_screen(ring, "T", "alliance", "", ""))[0]
    about = exported(ring, card, link="", name="")[0].about
    assert about["filters"] == {"network": ["T"], "ties": ["alliance"]}
    assert about["handling"] == "public" and about["invented"] is False
    assert about["files"] == ["T_Alliances.csv", "T_Nodes.csv", "T_Rivals.csv"]
    assert [s["source"] for s in about["sources"]] == ["network"]
    assert "may name a person" in about["how_not_to_read"]


def test_kinds_of_ties_are_apart_unless_all_are_asked_for(ring):
    rivals = imported.about_of(ring, "T", "rivalry").net
    assert rivals.ties.select("start", "end", "both").rows() == [("N0", "N1", True)]
    every = imported.about_of(ring, "T", ALL_KINDS).net
    assert every.ties.height == 32 and every.ties.filter(start="N0", end="N1")["kind"].to_list() == ["alliance,rivalry"]
    assert any(
        isinstance(p, Text) and "from 20 linked nodes on" in p.text for p in imported.below(ring, "T", "rivalry")
    )


def test_a_large_network_opens_as_a_matrix_and_says_why(ring, tmp_path):
    ties = "\n".join(f"N{i},N{j}" for i in range(30) for j in range(i))
    (tmp_path / "dense.csv").write_text(f"source,target\n{ties}\n", encoding="utf-8")
    import_safely(open_store(settings().database_url), "network", tmp_path / "dense.csv")
    shown = imported.first_screen(studio(), "dense", "contact", "", "")
    (card,) = cards(shown)
    assert card.key == "networks_matrix" and len(card.drawn.figure.data[0].x) == 30 * 29
    assert any(isinstance(p, Text) and "435 ties" in p.text for p in shown)
    assert cards(imported.first_screen(studio(), "dense", "contact", "network", ""))[0].key == "networks_marks"


def test_a_network_of_unlike_nodes_has_marks_of_their_own(tmp_path):
    (tmp_path / "met.csv").write_text(",Monday,Tuesday\nA1,1,0\nA2,1,1\nA3,0,2\n", encoding="utf-8")
    import_safely(open_store(settings().database_url), "network", tmp_path / "met.csv")
    marks = cards(imported.first_screen(studio(), "met", "attendance", "", ""))[0]
    assert {t.name for t in marks.drawn.figure.data if t.mode == "markers"} == {"Actors", "Meetings"}
    assert set(marks.table["label"]) == {"Actor A1", "Actor A2", "Actor A3", "Meeting Monday", "Meeting Tuesday"}


def test_what_the_address_asks_of_a_network(ring):
    def asked(**own):
        return read(here(), lambda key: own.get(key, ""), ENGLISH)

    assert asked(network="T").kind == "alliance" and asked(network="T", ties=ALL_KINDS).kind == ALL_KINDS
    wrong = asked(network="T", ties="friendship", view="network")
    assert (wrong.kind, wrong.view, len(wrong.notes)) == ("alliance", "network", 1)
    assert asked(ties="alliance").kind == ""
    assert isinstance(imported.report(ring, "nothing", "alliance")[0], Text)


@pytest.mark.shared
@pytest.mark.skipif(not BACRIM.is_dir(), reason="the real networks are not at ../shared/data")
def test_the_alliances_of_2020():
    engine = open_store(settings().database_url)
    for name in ("Nodes", "Alliances", "Rivals"):
        import_safely(engine, "network", BACRIM / f"BACRIM2020_{name}.csv")
    found = {card.key: card for card in cards(imported.report(studio(), "BACRIM2020", "alliance"))}
    assert "of 91 nodes with a tie and 91 ties" in found["networks_between"].note
    first = found["networks_between"].table.head(3).select("label", "between", "steady").rows()
    assert [(name, between) for name, between, _ in first] == [
        ("Cártel Jalisco Nueva Generación (CJNG)", 0.268),
        ("Los Talibanes", 0.104),
        ("Cártel de Sinaloa", 0.068),
    ]
    assert [steady > 0.7 for *_, steady in first] == [True] * 3
    assert "12 communities" in found["networks_communities"].note and ": stable" in found["networks_communities"].note
    every = "".join(str(exported(studio(), card, link="", name="")[0].table.rows()) for card in found.values())
    assert "Group N10056 (Chihuahua)" in every
    assert not any(name in every for name in ("Arvizo", "Arzate", "Cecilia", "Aviles", "Balta"))


def test_a_network_that_is_too_large_is_neither_drawn_nor_taken_apart(tmp_path):
    ties = (
        "\n".join(f"N{i},N{(i * 7 + 1) % 700}" for i in range(700))
        + "\n"
        + "\n".join(f"N{i},N{i + 1}" for i in range(699))
    )
    (tmp_path / "large.csv").write_text(f"source,target\n{ties}\n", encoding="utf-8")
    import_safely(open_store(settings().database_url), "network", tmp_path / "large.csv")
    shown = imported.report(studio(), "large", "contact", "network")
    found = {card.key for card in cards(shown)}
    assert "networks_matrix" in found and not found & {"networks_marks", "networks_arcs", "networks_removals"}
    said = " ".join(part.text for part in shown if isinstance(part, Text))
    assert "Above 600 nodes it is not drawn" in said and "is tried up to 300 linked nodes" in said
    between = next(card for card in cards(shown) if card.key == "networks_between")
    assert "20 draws" in between.note
