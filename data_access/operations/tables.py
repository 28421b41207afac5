"""The tables of operations that the operator adds: one row a version, with quantities and sources."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.entries.tables import Version, line, of_version
from data_access.store import tables as t


class OperationVersion(Version, t.Base):
    """An operation. Names and codes of a list are joined by `;`; null numbers and '' are not stated."""

    __tablename__ = "operation_version"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)
    status: Mapped[str] = mapped_column(String(20))
    series: Mapped[str] = mapped_column(Text)
    operation: Mapped[str] = mapped_column(Text)
    edition: Mapped[str] = mapped_column(Text)
    start: Mapped[str] = mapped_column(String(10))
    end: Mapped[str] = mapped_column(String(10))
    date_note: Mapped[str] = mapped_column(Text)
    lead_organisations: Mapped[str] = mapped_column(Text)
    partner_organisations: Mapped[str] = mapped_column(Text)
    participating_countries: Mapped[int | None]
    countries: Mapped[str] = mapped_column(Text)
    countries_note: Mapped[str] = mapped_column(Text)
    regions: Mapped[str] = mapped_column(Text)
    goods: Mapped[str] = mapped_column(Text)
    goods_operation: Mapped[bool | None]
    arrests: Mapped[int | None]
    arrests_basis: Mapped[str] = mapped_column(String(30))
    arrests_note: Mapped[str] = mapped_column(Text)
    persons_note: Mapped[str] = mapped_column(Text)
    quantity_caveat: Mapped[str] = mapped_column(Text)
    seizures_count: Mapped[float | None]
    seizures_note: Mapped[str] = mapped_column(Text)
    value_amount: Mapped[float | None]
    value_currency: Mapped[str] = mapped_column(String(3))
    value_basis: Mapped[str] = mapped_column(String(20))
    value_note: Mapped[str] = mapped_column(Text)
    inspections: Mapped[float | None]
    inspections_note: Mapped[str] = mapped_column(Text)
    websites_closed: Mapped[float | None]
    websites_note: Mapped[str] = mapped_column(Text)
    organised_groups: Mapped[float | None]
    organised_groups_note: Mapped[str] = mapped_column(Text)
    investigations_opened: Mapped[float | None]
    investigations_note: Mapped[str] = mapped_column(Text)
    combined_why: Mapped[str] = mapped_column(Text)
    preliminary_why: Mapped[str] = mapped_column(Text)
    break_why: Mapped[str] = mapped_column(Text)
    conflict_why: Mapped[str] = mapped_column(Text)
    source_grade: Mapped[str] = mapped_column(String(40))
    verified: Mapped[bool | None]
    unverified_fields: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class OperationQuantity(t.Base):
    """An amount as it was announced."""

    __tablename__ = "operation_quantity"
    entry_row: Mapped[int] = of_version("operation_version")
    line: Mapped[int] = line()
    value: Mapped[float | None]
    unit: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)


class OperationReference(t.Base):
    """Where it was announced or reported."""

    __tablename__ = "operation_reference"
    entry_row: Mapped[int] = of_version("operation_version")
    line: Mapped[int] = line()
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    date: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)


PARTS: dict[str, type[t.Base]] = {"quantities": OperationQuantity, "sources": OperationReference}
