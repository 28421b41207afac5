"""Stores of their own for every test: nothing touches the reader's files."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Pool, event

from data_access.sources import isolated
from data_access.store import engine as engines
from data_access.untrusted import sandbox
from tests import reader
from tests.postgres import Cluster, server_binaries
from tests.schema import EmptyStores, migrated

if TYPE_CHECKING:
    from tests.chromium import OpenChromium  # brings plotly and kaleido along

MEMORY, ENOUGH = Path("/dev/shm"), 6 * 2**30
"""Where the tests keep their stores, if it holds so many bytes.

The product waits until all is on the disk whenever it keeps something: milliseconds, thousands of times.
"""
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    os.environ.setdefault("TMPDIR", str(MEMORY))
    tempfile.tempdir = None  # whoever asked before is asked again

hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")  # no test is timed: a busy machine is no fault
SHARED = Path(os.environ.get("ATLAS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
IDS = SHARED / "data" / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip"
HEADER = (
    "REGION;SUBREGION;COUNTRY;ADMINISTRATIVE_DIVISION;PLACE;SEIZURE_DATE;DRUG_NAME;AMOUNT;DRUG_UNIT;"
    "HIDING_PLACE;INSTALLATION;TRANSPORT;PRODUCING_COUNTRY;DEPARTURE_COUNTRY;DESTINATION_COUNTRY;ROUTING"
)


COSTLY = ("browser", "pages", "data_access", "cli", "reports")
"""Folders whose files take longest, in the order in which they are run; what is quick comes last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no process waits for another at the end; folders stay whole (Chromium is one's own)."""

    def rank(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return COSTLY.index(folder) if folder in COSTLY else len(COSTLY)

    items.sort(key=rank)


@pytest.fixture(autouse=True)
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATLAS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("ATLAS_CACHE_DIR", raising=False)
    return tmp_path / "var"


@pytest.fixture(scope="session")
def empty_stores(tmp_path_factory: pytest.TempPathFactory) -> EmptyStores:
    """What new stores of this test process are copies of."""
    return EmptyStores(tmp_path_factory.mktemp("empty"))


@pytest.fixture(autouse=True)
def copied_schema(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, empty_stores: EmptyStores) -> None:
    """A new store is a copy of an empty one, unless the test is marked as one of the migrations."""
    if request.node.get_closest_marker("migrations") is None:
        monkeypatch.setattr(engines, "_migrate", empty_stores.fill)


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Foreign files are read in the test's own process, unless it is marked as one of the child."""
    if request.node.get_closest_marker("child") is None:
        monkeypatch.setattr(sandbox, "stream", reader.stream)
        monkeypatch.setattr(isolated, "stream", reader.stream)


@pytest.fixture(scope="session")
def open_chromium() -> Iterator["OpenChromium"]:
    """The Chromium of this test process, opened by its first picture."""
    from tests.chromium import OpenChromium

    opened = OpenChromium()
    yield opened
    opened.close()


@pytest.fixture
def one_chromium(open_chromium: "OpenChromium", monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are drawn by one Chromium, which stays open."""
    monkeypatch.setattr("kaleido.Kaleido", open_chromium.kaleido)
    monkeypatch.setattr("reports.pictures.asyncio", open_chromium.asyncio)


def row(
    country="Spain",
    day="2014-03-05",
    drug="Heroin",
    amount="1.5",
    unit="Kilogram",
    mode="",
    made="",
    start="",
    to="",
    place="Madrid",
) -> str:
    return f"R;S;{country};;{place};{day};{drug};{amount};{unit};;;{mode};{made};{start};{to};"


def write_ids(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def ids_file(tmp_path: Path) -> Path:
    return write_ids(
        tmp_path / "ids.csv",
        [
            row(),
            row(),
            row(country="Bolivia, Plurinational State of", drug="Coca leaf", amount="20", to="Unknown"),
            row(country="Iraq (Kurdistan Region)", day="2015-01", drug="Captagon", amount="100", unit="Tablet"),
            row(country="Macau, SAR of China", day="2015", start="Swaziland", to="Martinique", amount="0"),
            row(
                country="Malta",
                day="2014-07-01",
                amount="",
                start="Colombia",
                to="Spain",
                mode="Commercial air",
            ),
            row(country="Thailand", drug="Amphetamine", amount="4500000", day="2016-02-29"),
        ],
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL of this test process, started when the first test asks for it."""
    binaries = server_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server here: 'apt-get install postgresql', or name its folder in ATLAS_POSTGRES_BIN")
    cluster = Cluster(binaries)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture(scope="session")
def migrated_database(postgres: Cluster) -> str:
    """The name of a PostgreSQL database with a store of the newest schema, to be copied."""
    name = "migrated"
    migrated(postgres.create(name))
    return name


@contextlib.contextmanager
def connections_closed() -> Iterator[None]:
    """Connections that are opened in here and left open are closed at the end: psycopg warns of those that are lost."""
    opened: list[Any] = []

    def remember(raw: Any, _record: Any) -> None:
        opened.append(raw)

    event.listen(Pool, "connect", remember)
    try:
        yield
    finally:
        event.remove(Pool, "connect", remember)
        for raw in opened:
            with contextlib.suppress(Exception):
                raw.close()


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres: Cluster) -> Iterator[str]:
    """The URL of a fresh PostgreSQL database; connections that a test leaves open are closed with it.

    It has the newest schema, and is empty for a test that is marked as one of the migrations.
    """
    empty = request.node.get_closest_marker("migrations") is not None
    made = {} if empty else {"template": request.getfixturevalue("migrated_database")}
    with connections_closed(), postgres.database(**made) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh empty store: once on each database that we promise."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))
