"""The tables of training: one row a version of a course, with its groups of participants and its sources."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.entries.tables import Version, line, of_version
from data_access.store import tables as t


class TrainingVersion(Version, t.Base):
    """A course. Codes and names of a list are joined by `;`; null and '': not stated. No names of persons."""

    __tablename__ = "training_version"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20))
    mode: Mapped[str] = mapped_column(String(20))
    academy: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(10))
    start: Mapped[str] = mapped_column(String(10))
    end: Mapped[str] = mapped_column(String(10))
    organisers: Mapped[str] = mapped_column(Text)
    funders: Mapped[str] = mapped_column(Text)
    goods: Mapped[str] = mapped_column(Text)
    series: Mapped[str] = mapped_column(Text)
    participants_total: Mapped[int | None]
    participants_note: Mapped[str] = mapped_column(Text)
    source_grade: Mapped[str] = mapped_column(String(40))
    verified: Mapped[bool | None]
    unverified_fields: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class TrainingParticipants(t.Base):
    """Participants of one country and one kind of agency, as a number."""

    __tablename__ = "training_participants"
    entry_row: Mapped[int] = of_version("training_version")
    line: Mapped[int] = line()
    country: Mapped[str] = mapped_column(String(10))
    agency: Mapped[str] = mapped_column(String(20))
    participants: Mapped[int | None]


class TrainingReference(t.Base):
    """Where a course is documented."""

    __tablename__ = "training_reference"
    entry_row: Mapped[int] = of_version("training_version")
    line: Mapped[int] = line()
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    date: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)


PARTS: dict[str, type[t.Base]] = {"participants": TrainingParticipants, "sources": TrainingReference}
