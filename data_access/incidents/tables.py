"""The table of incidents: a row a version. Nothing is overwritten; what is taken back leaves no content."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store import tables as t


class Incident(t.Base):
    """An incident as its company brought it. `handling` is the company's own level (domain.incidents.ownership).

    `is_current`: the newest version, which its owner reads. `counted`: the version with which it stands in a wave
    (domain.incidents.waves): the first, which a correction does not change. `taken_back`: its import was undone; only
    what waves are closed by is left (import, company, goods, source type, funder). `import_id` is a run that `undo`
    must not simply delete.
    """

    __tablename__ = "incident"
    __table_args__ = (UniqueConstraint("handling", "incident_id", "version"),)
    incident_row: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handling: Mapped[str] = mapped_column(String(40), index=True)
    incident_id: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    is_current: Mapped[bool]
    counted: Mapped[bool]
    taken_back: Mapped[bool]
    content_key: Mapped[str] = mapped_column(String(32))
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    import_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int] = mapped_column(BigInteger)
    company: Mapped[str] = mapped_column(Text)
    source_type: Mapped[str] = mapped_column(String(20))
    funder: Mapped[str] = mapped_column(Text)
    found_on: Mapped[date | None]
    date_precision: Mapped[str] = mapped_column(String(5))
    goods: Mapped[str] = mapped_column(String(40))
    illicit: Mapped[str] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(10))
    found_at: Mapped[str] = mapped_column(String(20))
    departure: Mapped[str] = mapped_column(String(10))
    destination: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(20))
    concealment: Mapped[str] = mapped_column(String(40))
    quantity: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    reported_to: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
