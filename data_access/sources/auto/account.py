"""Where every row and every column of a file went: nothing is lost without a number and a name.

rows of the file = read + quarantined + waiting (while questions are open) + skipped, each counted once;
columns of the file = used + left out, each by name.
"""

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.harmonise import Harmonised
from data_access.sources.auto.mapping import ROW, Mapping, split
from domain.messages import N_, packed

HEADINGS = N_("a row of headings")
NO_FIELD = N_("no field of ours goes by this heading")


@dataclass(frozen=True, kw_only=True)
class Account:
    """Counts of rows of the file, and names of its columns.

    `read`: rows of which a record was made (together with others, or several from one). `skipped`: reason → rows.
    `columns_left`: column → why.
    """

    rows: int
    read: int
    quarantined: int
    waiting: int
    skipped: dict[str, int]
    columns: tuple[str, ...]
    columns_used: tuple[str, ...]
    columns_left: dict[str, str]

    @property
    def balanced(self) -> bool:
        """Whether both equations hold."""
        rows = self.read + self.quarantined + self.waiting + sum(self.skipped.values())
        return rows == self.rows and sorted(self.columns) == sorted([*self.columns_used, *self.columns_left])

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Account":
        """Read them again."""
        names = ("columns", "columns_used")
        return cls(**{**plain, **{name: tuple(plain[name]) for name in names}})


def account(
    table: RawTable, mapping: Mapping, done: Harmonised | None, *, rows: int, others: dict[str, int]
) -> Account:
    """`rows`: physical rows of the file as they came in; `others`: further tables of the file → their rows.

    `done` is None while questions are open.
    """
    numbers = set(table.frame[ROW].unique().to_list())
    read = set(done.trace["file_row"].unique().to_list()) if done else set()
    skipped = table.skipped.filter(~pl.col(ROW).is_in(list(numbers))).unique(ROW, keep="first", maintain_order=True)
    reasons = dict(skipped.group_by("reason", maintain_order=True).len().iter_rows())
    if table.header_rows:
        reasons[HEADINGS] = len(table.header_rows)
    reasons |= {packed("another table: {name}", name=name): n for name, n in others.items()}
    used, left = _columns(table, mapping)
    return Account(
        rows=rows,
        read=len(read & numbers),
        quarantined=len(numbers - read) if done else 0,
        waiting=0 if done else len(numbers),
        skipped=reasons,
        columns=table.headings,
        columns_used=tuple(used),
        columns_left=left,
    )


def _columns(table: RawTable, mapping: Mapping) -> tuple[list[str], dict[str, str]]:
    known = {c for _, answer in mapping.columns for c in split(answer, [*table.columns, *table.headings])}
    reasons = dict(table.left)
    known |= (set(table.turned) - set(reasons)) | {c for c, _ in mapping.where}
    used = [c for c in table.headings if c in known]
    return used, {c: reasons.get(c, NO_FIELD) for c in table.headings if c not in used}
