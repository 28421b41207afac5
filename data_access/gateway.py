"""One data version of one store, and the only door to it: `Gateway.for_viewer` says who looks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Self

import polars as pl
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data_access.answers import Answer, Answers
from data_access.casebook.filtering import COUNTED
from data_access.casebook.rows import CaseFrames
from data_access.casebook.shipped import bring, published
from data_access.cube import locations
from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.precedence import Ranks
from data_access.cube.rollup import Kind
from data_access.entries.registry import KINDS
from data_access.entries.versions import levels as entry_levels
from data_access.incidents.sector import Protected, Stratum, protected
from data_access.ingest import rejected_rows
from data_access.ingest.replacing import follow_shapes
from data_access.ingest.versions import current_version
from data_access.kept import Keep
from data_access.lattice import versions
from data_access.lattice.lattice import Lattice
from data_access.lattice.offered import ends
from data_access.records import networks
from data_access.settings import Settings, settings
from data_access.store import on_disk, readiness, source_list
from data_access.store.engine import UNANSWERED, open_store, store_id
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import StoreError
from domain.incidents.ownership import owned
from domain.selection import Selection
from domain.viewer import Viewer

__all__ = ["Answer", "Answers", "Gateway", "hold_cases", "prepared", "store_version"]


@cache
def _engine(url: str) -> Engine:
    """One engine a URL and process; points are placed by the shapes of this program."""
    engine = open_store(url)
    follow_shapes(engine)
    return engine


def store_version(url: str) -> int:
    """The data version of a store now (0: empty). Cheap: asked on every rerun."""
    try:
        with _engine(url).connect() as connection:
            version = current_version(connection)
    except SQLAlchemyError as error:
        readiness.failed(url, error)
        raise StoreError(UNANSWERED) from error
    except StoreError as error:
        readiness.failed(url, error)
        raise
    readiness.answered(url)
    return version


def hold_cases(url: str) -> None:
    """Load the cases that ship with the program into a store that holds records, unless this edition is there.

    Until somebody does, they are answered from their file (Gateway.cases). Raises StoreError.
    """
    if store_version(url):
        bring(_engine(url))


def prepared(url: str) -> bool:
    """Whether the cubes of the newest data version are made, so that a gateway opens at once."""
    try:
        with _engine(url).connect() as connection:
            folder = Path(settings().cache_dir) / store_id(connection)
            return versions.ready(connection, current_version(connection), folder)
    except SQLAlchemyError as error:
        raise StoreError(UNANSWERED) from error


@dataclass(frozen=True, eq=False)
class Gateway:
    """One data version of one store. The engine and the lattice are for data_access alone."""

    engine: Engine
    lattice: Lattice
    store: str
    ranks: Ranks

    @classmethod
    def open(cls, config: Settings | None = None, *, url: str | None = None) -> Self:
        """Open a store and its lattice of cubes (made on the first question of a data version)."""
        config = config or settings()
        engine = _engine(url or config.database_url)
        try:
            with engine.connect() as connection:
                store = store_id(connection)
                version = current_version(connection)
                lattice = versions.load(connection, version, Path(config.cache_dir) / store)
                ranks = Ranks.of(connection)
        except SQLAlchemyError as error:
            raise StoreError("The database cannot be read: {error}. Run 'atlas doctor'.", error=error) from error
        return cls(engine, lattice, store, ranks)

    def for_viewer(self, viewer: Viewer, keep: Keep | None = None) -> Answers:
        """What this viewer may learn; `keep` holds answers that were given before (see data_access.kept)."""
        return Answers(self, viewer, keep)

    def for_operator(self, language: str) -> Answers:
        """What who owns the database may learn: every level that it holds. For the shell, never for a page."""
        return self.for_viewer(Viewer(entitlement=self.operator(), language=language))

    @property
    def version(self) -> int:
        """The data version that is answered from."""
        return self.lattice.version

    @cached_property
    def filtered(self) -> FilteredCube:
        """The cells of the cube by question, the last few kept for all viewers."""
        return FilteredCube(self.engine, self.lattice, self.ranks)

    @cached_property
    def address(self) -> str:
        """The store's URL, with its password: a key of caches, never shown."""
        return self.engine.url.render_as_string(hide_password=False)

    @property
    def shown_address(self) -> str:
        """The store's URL without its password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file of an embedded store, None for a server."""
        return on_disk.file_of(self.engine.url)

    def stale(self) -> bool:
        """True when the store holds a newer data version than this gateway answers from."""
        with self.engine.connect() as connection:
            return current_version(connection) != self.lattice.version

    def operator(self) -> Entitlement:
        """The rights of who owns the database: all but what companies brought, which each of them alone sees."""
        every = {*self.sources["handling"].to_list(), *self.lattice.levels_of(), *rejected_rows.levels(self.engine)}
        every |= networks.levels(self.engine) | entry_levels(self.engine, KINDS.values())
        return Entitlement(handling=tuple(sorted(level for level in every if not owned(level))) or PUBLIC.handling)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Every source of the store, whoever may see it: read once a data version."""
        return source_list.sources(self.engine)

    @cached_property
    def invented(self) -> bool:
        """Whether it is the demo, which no viewer must take for records."""
        return "invented" in self.sources["kind"].to_list()

    @cached_property
    def cases(self) -> CaseFrames:
        """Every published case, whoever may see it, with the parts that it is found by: read once a data version."""
        return published(self.engine, COUNTED)

    @cached_property
    def sectors(self) -> Mapping[Stratum, Sequence[Protected]]:
        """Incidents of companies in what suppression lets pass, the same for every viewer: made once a data version."""
        return protected(self.engine)

    @cached_property
    def any_points(self) -> bool:
        """Whether any record has coordinates."""
        with self.engine.connect() as connection:
            return locations.any_located(connection)

    @cached_property
    def loaded(self) -> datetime | None:
        """When the store last changed (UTC)."""
        return source_list.loaded(self.engine)

    @property
    def records(self) -> int:
        """How many current records the store has, whoever may see them."""
        return self.lattice.figure("seizures", "n_records")

    @cached_property
    def period_of(self) -> Callable[[Selection, Entitlement], tuple[str, str]]:
        """First and last month of a selection: kept for the cards of a page, which all say it."""
        return lru_cache(maxsize=64)(
            lambda selection, entitlement: ends(
                self.filtered.facts(selection, Kind(measure="seizures"), ("year", "month"), entitlement)
            )
        )
