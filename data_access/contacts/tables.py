"""The table of contact points: one row a version."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.entries.tables import Version
from data_access.store import tables as t


class ContactVersion(Version, t.Base):
    """An office with its functional mailbox. Codes of `places` are joined by `;`. No person."""

    __tablename__ = "contact_version"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)
    office: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    places: Mapped[str] = mapped_column(Text)
    mailbox: Mapped[str] = mapped_column(String(200))
    checked_on: Mapped[str] = mapped_column(String(7))
    note: Mapped[str] = mapped_column(Text)
