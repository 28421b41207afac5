"""Contact points from a file: functional mailboxes alone; of a row that is refused nothing is kept but the reason."""

from datetime import date

import pytest

from data_access.contacts.kind import CONTACTS
from data_access.entries.files import entries_csv, template_csv
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.words import ENGLISH

TEMPLATE = CONTACTS.template
GOOD = {
    "id": "C-1", "office": "NCB Accra", "kind": "ncb", "places": ["GHA"], "mailbox": "ncb.accra@example.org",
    "checked_on": "2023-11",
}  # fmt: skip


def entry(**more):
    found, faults = CONTACTS.read(GOOD | more, today=date(2024, 1, 1))
    assert found, faults
    return found


def written(path, documents):
    path.write_bytes(entries_csv(TEMPLATE, [TEMPLATE.cells_of(d) for d in documents], ()))
    return path


def write_sample(folder):
    bad = entry() | {"id": "C-3", "mailbox": "maria.mensah@example.org"}
    return written(folder / "contacts.csv", [entry(), entry(id="C-2", places=["GHA", "TGO"], kind="rilo"), bad])


@pytest.mark.parametrize(
    "mailbox", ["maria.mensah@example.org", "k.mensah@example.org", "nowhere", "mensah@ncb.example.org"]
)
def test_a_mailbox_that_may_be_a_persons_is_refused_and_says_what_is_wanted(mailbox):
    found, (fault,) = CONTACTS.read(GOOD | {"mailbox": mailbox}, today=date(2024, 1, 1))
    assert found is None and fault.field == "mailbox" and "never of a person" in ENGLISH.say(fault.reason)


def test_what_was_refused_is_kept_nowhere(tmp_path):
    engine = open_store(settings().database_url)
    report = import_file(engine, ADAPTERS["contacts"], write_sample(tmp_path))
    assert (report.loaded, report.quarantined) == (2, 1)
    rows = Gateway.open().for_operator("en").rejected_rows()
    assert "mensah" not in str(rows.to_dicts()).lower() and rows["field"].to_list() == ["mailbox"]
    with engine.connect() as connection:
        assert "mensah" not in str(connection.exec_driver_sql("SELECT * FROM quarantine").all()).lower()


def test_the_examples_of_the_template_are_whole_and_skipped(tmp_path):
    (tmp_path / "t.csv").write_bytes(template_csv(TEMPLATE))
    (chunk,) = ADAPTERS["contacts"].chunks(tmp_path / "t.csv")
    assert (chunk.skipped, chunk.rows) == (2, 0)
    for row in ("row_1", "row_2"):
        document = TEMPLATE.document_of({c.name: getattr(c, row) for c in TEMPLATE.columns})
        assert CONTACTS.read(document, today=date(2026, 6, 1))[0]
