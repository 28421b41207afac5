"""The store: typed declarative tables. Originals stand beside harmonised values, never under them.

Text is stored as text and codes as codes (no database enumerations), so that the same schema and
statements run on SQLite and PostgreSQL. `month` is stored, to group portably and to partition by.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Common metadata with a naming convention, so that migrations can name constraints."""

    metadata = MetaData(naming_convention=NAMING)


class Store(Base):
    """One row: the identity of this store, so that caches of another store are never used."""

    __tablename__ = "store"
    store_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    placed_by: Mapped[str] = mapped_column(String(16), default="", server_default="")  # see ingest/replacing.py


class Source(Base):
    """Where records come from. Sources of one overlap group may hold the same seizures: see precedence."""

    __tablename__ = "source"
    source_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    handling: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text)
    overlap_group: Mapped[str] = mapped_column(String(40), default="")
    precedence: Mapped[int] = mapped_column(default=100)
    owner: Mapped[str] = mapped_column(String(120), default="operator")  # who alone adds to it: see ownership.py


class DataVersion(Base):
    """One row for each load, written in the load's own transaction.

    `touched_from` and `touched_to`: the first and last month that changed; '' where none is known (see new_version).
    """

    __tablename__ = "data_version"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    changed_at: Mapped[datetime]
    run_id: Mapped[str] = mapped_column(String(36))
    touched_from: Mapped[str] = mapped_column(String(7))
    touched_to: Mapped[str] = mapped_column(String(7))


class IngestRun(Base):
    """One import that changed the store, with its counts. An undone run stays, without its records."""

    __tablename__ = "ingest_run"
    run_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    file_name: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(String(64))
    finished_at: Mapped[datetime]
    read: Mapped[int]
    loaded: Mapped[int]
    exact_copies: Mapped[int]
    quarantined: Mapped[int]
    unchanged: Mapped[int]
    superseded: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    published: Mapped[str] = mapped_column(String(10), default="", server_default="")  # '': not said


class Route(Base):
    """A distinct set of roles: codes and the words reported. Null never; '' is an empty field.

    `transit` holds codes in order, joined by '>'; `certainty` names the roles that are not simply reported.
    """

    __tablename__ = "route"
    route_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    producing: Mapped[str] = mapped_column(String(10))
    producing_reported: Mapped[str] = mapped_column(Text)
    departure: Mapped[str] = mapped_column(String(10))
    departure_reported: Mapped[str] = mapped_column(Text)
    destination: Mapped[str] = mapped_column(String(10))
    destination_reported: Mapped[str] = mapped_column(Text)
    transit: Mapped[str] = mapped_column(Text, default="")
    transit_reported: Mapped[str] = mapped_column(Text, default="")
    certainty: Mapped[str] = mapped_column(Text, default="")


class GoodsSet(Base):
    """A distinct set of goods in one seizure, so that counts of seizures stay exact and additive.

    A member is 'goods~why illicit~unit class with a quantity': otherwise counterfeit shoes beside diverted
    medicines would match "counterfeit medicines", and seizures with a quantity could not be counted.
    """

    __tablename__ = "goods_set"
    goods_set_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    members: Mapped[str] = mapped_column(Text)  # sorted, joined by '|'


class Seizure(Base):
    """The event. Identity: the source's own id if it has one, else content + ordinal among identical rows.

    A changed record with an id is a new version; the old one stays readable (`is_current` false).
    """

    __tablename__ = "seizure"
    __table_args__ = (
        Index("ix_seizure_country_year", "country", "year", "seized_on", "seizure_id"),
        Index("ix_seizure_year", "year", "seized_on", "seizure_id"),  # `year` first: both serve the same order
        UniqueConstraint("record_key", "version"),
    )
    seizure_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    record_key: Mapped[str] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(default=1)
    is_current: Mapped[bool] = mapped_column(default=True)
    content_key: Mapped[str] = mapped_column(String(32), default="")
    events: Mapped[int | None] = mapped_column(BigInteger, default=1)  # null: the source does not report how many
    hidden_by: Mapped[str] = mapped_column(Text, default="")  # what counts instead: see linked.py
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int] = mapped_column(BigInteger)
    ordinal: Mapped[int]
    is_copy: Mapped[bool]
    seized_on: Mapped[date]
    date_precision: Mapped[str] = mapped_column(String(5))
    year: Mapped[int]
    month: Mapped[str] = mapped_column(String(7))  # '' where only the year is known
    country: Mapped[str] = mapped_column(String(10))
    country_reported: Mapped[str] = mapped_column(Text)
    admin1_reported: Mapped[str] = mapped_column(Text)
    place_reported: Mapped[str] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(String(20))
    mode_reported: Mapped[str] = mapped_column(Text)
    concealment_reported: Mapped[str] = mapped_column(Text)
    facility_reported: Mapped[str] = mapped_column(Text)
    routing_reported: Mapped[str] = mapped_column(Text)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.route_id"))
    goods_set_id: Mapped[int] = mapped_column(ForeignKey("goods_set.goods_set_id"))
    handling: Mapped[str] = mapped_column(String(40))
    first_seen: Mapped[date]


class SeizureDetail(Base):
    """What few sources report about a seizure: a row only where something is known.

    `admin1_derived` is where the coordinates lie, and filled only where no division is reported in any form.
    """

    __tablename__ = "seizure_detail"
    seizure_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("seizure.seizure_id"), primary_key=True, autoincrement=False
    )
    record_id: Mapped[str] = mapped_column(Text)
    admin1: Mapped[str] = mapped_column(String(10))
    locode: Mapped[str] = mapped_column(String(10))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    place_precision: Mapped[str] = mapped_column(String(10))
    agency_reported: Mapped[str] = mapped_column(Text)
    agency_kind: Mapped[str] = mapped_column(String(20))
    detection_reported: Mapped[str] = mapped_column(Text)
    persons: Mapped[int | None]
    source_type: Mapped[str] = mapped_column(String(40))
    funder: Mapped[str] = mapped_column(Text)
    grading: Mapped[str] = mapped_column(String(20))
    owner_country: Mapped[str] = mapped_column(String(10))
    operation_id: Mapped[str] = mapped_column(Text)
    case_id: Mapped[str] = mapped_column(Text)
    overlap: Mapped[str] = mapped_column(Text)
    admin1_derived: Mapped[str] = mapped_column(String(10), default="", server_default="")
    division_code: Mapped[str] = column_property(admin1 + admin1_derived)  # one of the two is empty


class SeizureItem(Base):
    """A goods line: quantity and unit as reported, the harmonised quantity beside them."""

    __tablename__ = "seizure_item"
    __table_args__ = (Index("ix_seizure_item_unit_class", "unit_class", "quantity_base", "seizure_id"),)
    seizure_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("seizure.seizure_id"), primary_key=True, autoincrement=False
    )
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    goods: Mapped[str] = mapped_column(String(40))
    goods_reported: Mapped[str] = mapped_column(Text)
    quantity_reported: Mapped[str] = mapped_column(Text)
    unit_reported: Mapped[str] = mapped_column(Text)
    unit_class: Mapped[str] = mapped_column(String(20))
    quantity_base: Mapped[int | None] = mapped_column(BigInteger)
    implausible: Mapped[bool]
    species_reported: Mapped[str] = mapped_column(Text, default="")
    hs: Mapped[str] = mapped_column(String(20), default="")
    illicit: Mapped[str] = mapped_column(String(20), default="")
    illicit_reported: Mapped[str] = mapped_column(Text, default="")
    factor: Mapped[str] = mapped_column(Text, default="")
    value_reported: Mapped[str] = mapped_column(Text, default="")
    currency: Mapped[str] = mapped_column(String(3), default="")
    valuation: Mapped[str] = mapped_column(String(20), default="")
    value_milli: Mapped[int | None] = mapped_column(BigInteger, default=None)


class CoverageDeclared(Base):
    """What a reporter declares of its own reporting: one row a source, country and month. Later rows replace it."""

    __tablename__ = "coverage_declared"
    source_id: Mapped[str] = mapped_column(String(40), primary_key=True)  # '' declares for all sources
    country: Mapped[str] = mapped_column(String(10), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    status: Mapped[str] = mapped_column(String(20))  # reported, partial, not_reported
    note: Mapped[str] = mapped_column(Text)


class OverlapLink(Base):
    """The operator's decision that two records are the same seizure: the kept one counts for both."""

    __tablename__ = "overlap_link"
    hidden_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    kept_key: Mapped[str] = mapped_column(String(32))
    kept_source: Mapped[str] = mapped_column(String(40))
    linked_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text)


class Quarantine(Base):
    """What could not be read: file, row, field, value, reason. Nothing is dropped unseen.

    `handling`: the row's own level, else the source's; UNKNOWN (domain.entitlement) where the row cannot say it.
    """

    __tablename__ = "quarantine"
    record_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_name: Mapped[str] = mapped_column(Text)
    file_row: Mapped[int] = mapped_column(BigInteger)
    field: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    handling: Mapped[str] = mapped_column(String(40))


class SavedMapping(Base):
    """A named mapping for files of one shape (the key of their headings): proposed again for the next such file."""

    __tablename__ = "saved_mapping"
    owner: Mapped[str] = mapped_column(String(120), primary_key=True)  # whose files it is proposed for; operator: all
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    shape: Mapped[str] = mapped_column(String(16))
    document: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class SavedView(Base):
    """An address that a reader kept, and what it showed when it was last looked at (a watch says what changed)."""

    __tablename__ = "saved_view"
    view_id: Mapped[str] = mapped_column(String(12), primary_key=True)
    owner: Mapped[str] = mapped_column(String(120), index=True)  # '' until there is a sign-in
    name: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10))  # view, watch
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    data_version: Mapped[int]
    figure: Mapped[float]
    newest: Mapped[str] = mapped_column(String(7))
    places: Mapped[str] = mapped_column(Text)
    goods: Mapped[str] = mapped_column(Text)
    deleted_at: Mapped[datetime | None]
