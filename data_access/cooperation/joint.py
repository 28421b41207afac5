"""Operations and cases as records of working together: the countries and kinds of agency that each names."""

from itertools import combinations
from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.cooperation.organisations import kinds_of
from data_access.kept import kept
from domain.cases.selection import CaseSelection
from domain.operations.selection import OperationSelection
from domain.selection import Selection

if TYPE_CHECKING:
    from data_access.answers import Answers

_LIST: Any = pl.List(pl.String)
JOINT_SCHEMA: dict[str, Any] = {
    "record": pl.String,
    "sort": pl.String,  # operation or case
    "title": pl.String,
    "year": pl.Int32,
    "countries": _LIST,  # codes, A-Z: of an operation those that took part, if all are named; of a case its courts
    "agencies": _LIST,  # kinds of agency that its organisations are, by their names
    "unassigned": pl.Int64,  # organisations that no word assigns to a kind
    "handling": pl.String,
}
"""One row an operation on goods (without totals of several) or a documented case."""
PAIR_SCHEMA: dict[str, Any] = {"one": pl.String, "other": pl.String, "n": pl.Int64, "records": _LIST}
"""Two countries, or two kinds of agency, each pair once (one < other), with the records that name both."""
SHARED = ("goods", "goods_group", "country", "region")
"""Filters of seizures that mean the same of operations and cases."""
PRIVATE, PUBLIC_LEVEL = "private", "public"


class Cooperation:
    """Who works with whom, as one viewer may see it (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    def joint(self, selection: Selection) -> pl.DataFrame:
        """The records (JOINT_SCHEMA) of the goods, places and time of a selection of seizures, by id."""
        return joint(self._answers, selection)

    def pairs(self, selection: Selection, of: str = "countries") -> pl.DataFrame:
        """Pairs (PAIR_SCHEMA) of `countries` or `agencies` that records name together."""
        return pairs_of(self.joint(selection), of)


@kept
def joint(answers: "Answers", selection: Selection) -> pl.DataFrame:
    """See Cooperation.joint."""
    return pl.concat([_operations(answers, selection), _cases(answers, selection)]).sort("sort", "record")


def _shared(selection: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(pair for pair in selection.where if pair[0] in SHARED)


def _operations(answers: "Answers", selection: Selection) -> pl.DataFrame:
    asked = OperationSelection(
        where=_shared(selection), start=selection.start, end=selection.end, scheme=selection.scheme
    )
    levels = {document["id"]: known["handling"] for document, known in answers.operations.entries.documents()}
    rows = []
    for row in answers.operations.listed(asked.counted()).iter_rows(named=True):
        organisations = [*row["lead_organisations"].split(";"), *row["partner_organisations"].split(";")]
        kinds, unassigned = kinds_of([name for name in organisations if name])
        countries = sorted({code for code in row["countries_iso3"].split(";") if code})
        title = " ".join(filter(None, [row["operation"], row["edition"]]))
        level = levels.get(row["op_id"], PUBLIC_LEVEL)
        rows.append((row["op_id"], "operation", title, row["year"], countries, kinds, unassigned, level))
    return pl.DataFrame(rows, schema=JOINT_SCHEMA, orient="row")


def _cases(answers: "Answers", selection: Selection) -> pl.DataFrame:
    first, last = (int(text[:4]) if text else None for text in (selection.start, selection.end))
    asked = CaseSelection(where=_shared(selection), proof="all", first=first, last=last, scheme=selection.scheme)
    rows = []
    for case, head in answers.cases.frames(asked).every():
        courts = sorted({place.code for place in case.places if place.role == "jurisdiction"})
        kinds, unassigned = kinds_of(list(case.agencies))
        kinds = sorted({*kinds, *([PRIVATE] if case.private_sector else [])})
        rows.append(
            (case.case_id, "case", case.title, head["judgment_year"], courts, kinds, unassigned, head["handling"])
        )
    return pl.DataFrame(rows, schema=JOINT_SCHEMA, orient="row")


def pairs_of(records: pl.DataFrame, of: str) -> pl.DataFrame:
    """See Cooperation.pairs; sorted."""
    found: dict[tuple[str, str], list[str]] = {}
    for record, codes in records.select("record", of).iter_rows():
        for pair in combinations(sorted(codes), 2):
            found.setdefault(pair, []).append(record)
    rows = [(one, other, len(ids), ids) for (one, other), ids in sorted(found.items())]
    return pl.DataFrame(rows, schema=PAIR_SCHEMA, orient="row")
