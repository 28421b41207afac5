"""The tables of cases: one row a version of a case, and its parts. Nothing is overwritten."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store import tables as t


class CaseVersion(t.Base):
    """A case as it was said by an import or by somebody, when and why.

    `is_current`: the newest of what is published (or withdrawn), or the newest draft: a case may have one of each.
    `run_id`: the import that brought it; null where somebody wrote it. Null `judgment_year` and `in_absence`: not told.
    """

    __tablename__ = "case_version"
    __table_args__ = (UniqueConstraint("case_id", "version"),)
    case_row: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    is_current: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))  # domain.cases.vocabulary.STATES
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str | None] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int | None] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]
    saved_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    first_seen: Mapped[date]
    content_key: Mapped[str] = mapped_column(String(32))
    handling: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(String(20))
    court: Mapped[str] = mapped_column(Text)
    judgment_year: Mapped[int | None]
    status: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(Text)
    origin_note: Mapped[str] = mapped_column(Text)
    transit_note: Mapped[str] = mapped_column(Text)
    destination_note: Mapped[str] = mapped_column(Text)
    group_type: Mapped[str] = mapped_column(Text)
    link_how: Mapped[str] = mapped_column(Text)
    oc_link_standard: Mapped[str] = mapped_column(String(40))
    group_kind: Mapped[str] = mapped_column(String(40))
    evidence_standard: Mapped[str] = mapped_column(String(40))
    count_in_goods_matrix: Mapped[bool]
    terrorism_level: Mapped[str] = mapped_column(String(20))
    terrorism_basis: Mapped[str] = mapped_column(Text)
    concealment: Mapped[str] = mapped_column(Text)
    transport: Mapped[str] = mapped_column(Text)
    documents: Mapped[str] = mapped_column(Text)
    online: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    in_absence: Mapped[bool | None]
    death_sentence: Mapped[bool]
    finality: Mapped[str] = mapped_column(String(40))
    checked_on: Mapped[str] = mapped_column(String(7))
    lesson: Mapped[str] = mapped_column(Text)
    source_grade: Mapped[str] = mapped_column(String(40))
    verified: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    erratum: Mapped[str] = mapped_column(Text)


def _of_case() -> Mapped[int]:
    return mapped_column(BigInteger, ForeignKey("case_version.case_row"), primary_key=True, autoincrement=False)


def _line() -> Mapped[int]:
    return mapped_column(primary_key=True, autoincrement=False)


class CaseGoods(t.Base):
    """A category of goods of a case, a row for each of our codes for it."""

    __tablename__ = "case_goods"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    goods: Mapped[str] = mapped_column(String(40), primary_key=True)
    category: Mapped[str] = mapped_column(Text)


class CasePlace(t.Base):
    """A country or territory in its role; `line` keeps the order in which the case names them."""

    __tablename__ = "case_place"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    role: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(10))


class CaseCrime(t.Base):
    """A linked crime with its own standard."""

    __tablename__ = "case_crime"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    crime: Mapped[str] = mapped_column(String(40))
    crime_standard: Mapped[str] = mapped_column(String(20))


class CaseQuantity(t.Base):
    """An amount in its role: `amount` to count with (null where none is told), `amount_reported` to the last digit."""

    __tablename__ = "case_quantity"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    amount: Mapped[float | None]
    amount_reported: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    qualifier: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))


class CaseReference(t.Base):
    """Where a case was read."""

    __tablename__ = "case_reference"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    published: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)


class CaseText(t.Base):
    """An entry of a list of texts (domain.cases.vocabulary.TEXT_KINDS)."""

    __tablename__ = "case_text"
    case_row: Mapped[int] = _of_case()
    line: Mapped[int] = _line()
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)


PARTS: dict[str, type[t.Base]] = {
    "goods": CaseGoods,
    "places": CasePlace,
    "crimes": CaseCrime,
    "quantities": CaseQuantity,
    "references": CaseReference,
    "texts": CaseText,
}
"""Parts of a case by the name of their frame."""
