"""Nobody adds to, or corrects, what somebody else has loaded: not by the same name, and not by one that resembles it."""

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.auto_import import load_look, look, mapping_for, save_mapping, source_of
from data_access.settings import settings
from data_access.sources.base import OPERATOR
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.selection import Selection
from domain.viewer import public
from tests.asking import answered
from tests.data_access.old_store import older

ANN, BOB = "browser:ann", "browser:bob"
HEAD = "record id,date,country,goods,kg\n"


@pytest.fixture
def engine():
    return open_store(settings().database_url)


def seen(engine, folder, kg, owner, head=HEAD):
    path = folder / f"f{kg}.csv"
    path.write_text(f"{head}A1,2020-01-02,Kenya,Ivory,{kg}\n")
    return look(engine, path, owner=owner)


def bring(engine, folder, kg, name, owner, **more):
    found = seen(engine, folder, kg, owner, **more)
    return load_look(engine, found, source_of(found, name, "Test", owner=owner))


def mass():
    return answered(Gateway.open(), Selection(), "quantity", (), PUBLIC, unit_class="mass").total


@pytest.mark.parametrize(
    "name", ["Ministry", "ministry!", " MINISTRY ", "Ministry\u200b", "Ｍｉｎｉｓｔｒｙ", "mini-stry", "Ministry."]
)
@pytest.mark.parametrize("owner", [BOB, OPERATOR])
def test_a_name_like_anothers_is_refused_and_changes_nothing(engine, tmp_path, name, owner):
    assert bring(engine, tmp_path, 3, "Ministry", ANN).loaded == 1
    with pytest.raises(UsageError, match=r"cannot be the name|somebody else loaded.*Choose another name"):
        bring(engine, tmp_path, 99, name, owner)
    assert mass() == 3.0
    assert bring(engine, tmp_path, 7, "Bob's ministry", owner).loaded == 1 and mass() == 10.0


def test_the_owner_adds_and_corrects_under_the_exact_name_alone(engine, tmp_path):
    bring(engine, tmp_path, 3, "Ministry", ANN)
    assert bring(engine, tmp_path, 5, "Ministry", ANN).superseded == 1 and mass() == 5.0
    with pytest.raises(UsageError, match="Write 'Ministry' to add to it"):
        bring(engine, tmp_path, 9, "ministry", ANN)
    assert mass() == 5.0


@pytest.mark.parametrize(
    "names", [("Министерство", "内政部"), ("وزارة", "Ministère"), ("Ministry of A" * 5, "Ministry of A" * 5 + "B")]
)
def test_names_in_any_script_and_length_are_sources_of_their_own(engine, tmp_path, names):
    for owner, name in zip((ANN, BOB), names, strict=True):
        assert bring(engine, tmp_path, 4, name, owner).loaded == 1
    assert mass() == 8.0


def test_files_without_a_name_and_with_one_shape_are_not_mixed_across_owners(engine, tmp_path):
    bring(engine, tmp_path, 3, "", ANN)
    with pytest.raises(UsageError, match="Give yours one"):
        bring(engine, tmp_path, 4, "", BOB)
    assert mass() == 3.0 and seen(engine, tmp_path, 3, ANN).known == 1
    assert seen(engine, tmp_path, 3, BOB).known == 0  # what another has loaded is not shown


def test_the_name_of_a_known_source_cannot_be_taken(engine, tmp_path, ids_file):
    assert CliRunner().invoke(main, ["import", "unodc-ids", str(ids_file)]).exit_code == 0
    with pytest.raises(UsageError, match="somebody else loaded"):
        bring(engine, tmp_path, 3, "unodc  individual drug SEIZURES", BOB)


@pytest.mark.parametrize("name", ["Own file with the headings of x.csv", "a\nb\u202ec", "x" * 81])
def test_what_cannot_be_a_name(engine, tmp_path, name):
    with pytest.raises(UsageError, match="cannot be the name of a source"):
        bring(engine, tmp_path, 3, name, BOB)


def test_the_operator_takes_a_source_over_outright(engine, tmp_path):
    bring(engine, tmp_path, 3, "Ministry", ANN)
    path = tmp_path / "theirs.csv"
    path.write_text(f"{HEAD}A1,2020-01-02,Kenya,Ivory,8\n")
    command = ["import", "auto", str(path), "--source", "Ministry"]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2 and "Choose another name" in refused.output and mass() == 3.0
    done = CliRunner().invoke(main, [*command, "--take-over"])
    assert done.exit_code == 0 and mass() == 8.0, done.output
    with pytest.raises(UsageError, match="somebody else"):
        bring(engine, tmp_path, 4, "Ministry", ANN)
    lost = CliRunner().invoke(main, ["import", "auto", str(path), "--source", "Nobody's", "--take-over"])
    assert lost.exit_code == 2 and "no source called" in lost.output


def test_a_mapping_is_offered_to_who_saved_it_and_the_operators_to_all(engine, tmp_path):
    text = "date,country,goods,quantity,unit\n01/02/2020,France,Heroin,1,kg\n"
    path = tmp_path / "f.csv"
    path.write_text(text)
    found = look(engine, path)
    day, month = (look(engine, path, mapping=found.mapping.changed(date_order=o)) for o in ("dmy", "mdy"))
    save_mapping(engine, "customs", day, owner=ANN)
    save_mapping(engine, "customs", month, owner=BOB)  # of the same name, and not in its place
    assert mapping_for(engine, found.shape, ANN) == day.mapping != month.mapping
    assert mapping_for(engine, found.shape, BOB) == month.mapping
    assert mapping_for(engine, found.shape, "browser:eve") is None and not look(engine, path, owner="browser:eve").ready
    save_mapping(engine, "customs", month, owner=OPERATOR)
    assert mapping_for(engine, found.shape, ANN) == day.mapping  # one's own comes first
    assert mapping_for(engine, found.shape, "browser:eve") == month.mapping


def test_what_an_older_store_holds_is_the_operators(store_url, tmp_path):
    engine = open_store(store_url)
    found = seen(engine, tmp_path, 3, OPERATOR)
    load_look(engine, found, source_of(found, "Ministry", owner=OPERATOR))
    save_mapping(engine, "customs", found, owner=OPERATOR)
    older(engine, "0009")
    engine.dispose()
    engine = open_store(store_url)
    assert mapping_for(engine, found.shape, ANN) == found.mapping
    with pytest.raises(UsageError, match="somebody else"):
        load_look(engine, found, source_of(found, "ministry", owner=ANN))
    assert load_look(engine, found, source_of(found, "Ministry", owner=OPERATOR)).unchanged == 1
    engine.dispose()


def test_a_source_keeps_the_id_that_an_older_program_gave_it(engine, tmp_path):
    """Then the id was the name's letters alone: records under it are found again, and corrected."""
    first = seen(engine, tmp_path, 3, OPERATOR)
    old = source_of(first, "Ministry", owner=OPERATOR)
    load_look(engine, first, type(old)(**{**vars(old), "source_id": "auto-ministry"}))
    assert bring(engine, tmp_path, 5, "Ministry", OPERATOR).superseded == 1
    assert Gateway.open().for_viewer(public("en")).sources()["source"].to_list() == ["auto-ministry"] and mass() == 5.0
