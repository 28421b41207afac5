"""Who may see a row stays with the row: a file's own marking is read, mapped or asked, and never dropped."""

import pytest

from data_access.gateway import Gateway
from data_access.ingest.auto_import import load_look, source_of
from data_access.settings import settings
from data_access.sources.base import OPERATOR
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.selection import Selection
from domain.words import ENGLISH
from tests.asking import answered, seen
from tests.data_access.sources.auto.reading import asked, column, read

TEXT = (
    "date,country,goods,kg,{title}\n2020-01-05,Kenya,ivory,1,{a}\n2020-01-06,Kenya,ivory,2,{b}\n"
    "2020-01-07,Kenya,ivory,3,public\n"
)


@pytest.mark.parametrize(
    ("title", "a", "b"),
    [
        ("handling", "restricted", "public"),
        ("Handling code", "Confidential", "Unclassified"),
        ("TLP", "TLP:AMBER", "tlp:clear"),
        ("dissemination", "Law enforcement only", "Open"),
        ("classification", "secret", "public"),
    ],
)
def test_the_levels_of_a_file_are_read_by_their_words(tmp_path, title, a, b):
    assert column(read(tmp_path, TEXT.format(title=title, a=a, b=b)), "handling") == ["restricted", "public", "public"]


def test_a_level_that_nobody_knows_is_the_strictest_until_the_reader_says(tmp_path):
    text = TEXT.format(title="handling", a="blue", b="")
    found = read(tmp_path, text)
    assert column(found, "handling") == ["restricted", "restricted", "public"]
    notes = {r["name"]: r["note"] for r in found.frames["readings"].to_dicts() if r["field"] == "handling"}
    assert "handling:blue=public" in ENGLISH.unpacked(notes["blue"]) and "(empty)" in notes
    told = read(tmp_path, text, "handling:blue=public", "handling:(empty)=public")
    assert column(told, "handling") == ["public"] * 3
    with pytest.raises(UsageError, match="not a handling level"):
        read(tmp_path, text, "handling:blue=purple")


def test_a_mapping_without_the_marking_is_asked_about(tmp_path):
    text = TEXT.format(title="handling", a="restricted", b="public")
    found = read(tmp_path, text, "handling=")
    assert asked(found) == ["handling"]
    said = read(tmp_path, text, "handling=", "constant:handling=restricted")
    assert column(said, "handling") == ["restricted"] * 3


def test_a_classification_of_goods_is_no_handling(tmp_path):
    found = read(
        tmp_path, TEXT.format(title="classification", a="schedule I", b="schedule II").replace(",public", ",x")
    )
    assert found.ready and column(found, "handling") == [""] * 3


def test_restricted_rows_of_a_file_are_not_public(tmp_path):
    found = read(tmp_path, TEXT.format(title="marking", a="restricted", b="confidential"))
    load_look(open_store(settings().database_url), found, source_of(found, "Marked", owner=OPERATOR))
    gateway = Gateway.open()
    assert answered(gateway, Selection(), "seizures", (), PUBLIC).total == 1
    both = Entitlement(handling=("public", "restricted"))
    assert answered(gateway, Selection(), "seizures", (), both).total == 3


def test_yes_and_no_under_a_heading_that_says_restricted(tmp_path):
    found = read(tmp_path, TEXT.format(title="Restricted", a="yes", b="no").replace(",public", ",No"))
    assert column(found, "handling") == ["restricted", "public", "public"]
    assert not [r for r in found.frames["readings"].to_dicts() if r["field"] == "handling"]


def test_a_row_that_cannot_be_read_is_no_less_protected(tmp_path):
    """Its date is no date: the row goes to quarantine, with the level that it names itself."""
    bad = "date,country,goods,kg,handling\n2020-13-41,Kenya,ivory,1,restricted\n2020-01-06,Kenya,ivory,2,public\n"
    text = bad + "".join(f"2020-02-{d:02d},Kenya,ivory,{d},public\n" for d in range(1, 20))
    found = read(tmp_path, text)
    assert found.frames["quarantined"]["handling"].to_list() == ["restricted"]
    engine = open_store(settings().database_url)
    load_look(engine, found, source_of(found, "Ministry", owner=OPERATOR))
    gateway = Gateway.open()
    assert seen(gateway).rejected_rows().is_empty()
    assert seen(gateway, Entitlement(handling=("public", "restricted"))).rejected_rows().height == 1
