"""The table of targets: one row a version."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.entries.tables import Version
from data_access.store import tables as t


class TargetVersion(Version, t.Base):
    """A target as it was set, when and why (`set_by`, `set_on`, `reason_set`). Codes of a list are joined by `;`."""

    __tablename__ = "target_version"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)
    title: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(String(30))
    value: Mapped[int | None]
    start: Mapped[str] = mapped_column(String(10))
    end: Mapped[str] = mapped_column(String(10))
    goods: Mapped[str] = mapped_column(Text)
    places: Mapped[str] = mapped_column(Text)
    set_by: Mapped[str] = mapped_column(Text)
    set_on: Mapped[str] = mapped_column(String(10))
    reason_set: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
