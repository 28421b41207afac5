"""What every table of versions has, and every table of their lists: cases came before and name their keys otherwise."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class Version:
    """An entry as it was said by an import or by somebody, when and why (see casebook.tables.CaseVersion)."""

    entry_row: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    is_current: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))  # domain.cases.vocabulary.STATES
    file_row: Mapped[int | None] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]
    saved_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    first_seen: Mapped[date]
    content_key: Mapped[str] = mapped_column(String(32))
    handling: Mapped[str] = mapped_column(String(40))

    @declared_attr
    def source_id(cls) -> Mapped[str]:
        """Who brought or wrote it."""
        return mapped_column(ForeignKey("source.source_id"))

    @declared_attr
    def run_id(cls) -> Mapped[str | None]:
        """The import that brought it; null where somebody wrote it."""
        return mapped_column(ForeignKey("ingest_run.run_id"))


def of_version(table: str) -> Mapped[int]:
    """The key of a row of a list: its version."""
    return mapped_column(BigInteger, ForeignKey(f"{table}.entry_row"), primary_key=True, autoincrement=False)


def line() -> Mapped[int]:
    """The place of a row in its list, from 1."""
    return mapped_column(primary_key=True, autoincrement=False)
