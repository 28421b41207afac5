"""A case as rows of its tables, and back."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import polars as pl

from data_access.casebook.documents import number
from domain.cases.case import Case, CaseSource, Goods, LinkedCrime, Place, Quantity

KINDS = {
    "agencies": "agency",
    "private_sector": "private_sector",
    "cooperation": "cooperation",
    "unverified_fields": "unverified",
}
"""Lists of texts of a case → their kind."""
_ELSEWHERE = {"goods", "places", "linked_crimes", "quantities", "sources", "handling", *KINDS}
PLAIN = tuple(f.name for f in fields(Case) if f.name not in _ELSEWHERE)
"""What stands in the row of a version itself."""


def plain(case: Case) -> dict[str, Any]:
    """The columns of a version's own row."""
    return {name: getattr(case, name) for name in PLAIN}


def parts(case: Case) -> dict[str, list[dict[str, Any]]]:
    """The rows of its parts, by part."""
    texts = [(kind, text) for name, kind in KINDS.items() for text in getattr(case, name)]
    return {
        "goods": [
            {"line": n, "goods": code, "category": g.category} for n, g in enumerate(case.goods, 1) for code in g.codes
        ],
        "places": [{"line": n, "role": p.role, "place": p.code} for n, p in enumerate(case.places, 1)],
        "crimes": [
            {"line": n, "crime": c.crime, "crime_standard": c.standard} for n, c in enumerate(case.linked_crimes, 1)
        ],
        "quantities": [{"line": n, **_quantity(q)} for n, q in enumerate(case.quantities, 1)],
        "references": [
            {"line": n, "title": s.title, "publisher": s.publisher, "published": s.date, "address": s.address}
            for n, s in enumerate(case.sources, 1)
        ],
        "texts": [{"line": n, "kind": kind, "text": text} for n, (kind, text) in enumerate(texts, 1)],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    known = {name: getattr(quantity, name) for name in ("unit", "what", "currency", "qualifier", "role")}
    amount = number(quantity.value)
    return {"amount": None if amount is None else float(amount), "amount_reported": quantity.value, **known}


@dataclass(frozen=True, eq=False)
class CaseFrames:
    """Cases (CASE_SCHEMA) and their parts (PART_SCHEMAS), all in order."""

    cases: pl.DataFrame
    parts: dict[str, pl.DataFrame]

    def of(self, case_ids: pl.Series) -> "CaseFrames":
        """Some of them."""
        wanted = pl.col("case_id").is_in(case_ids.implode())
        return CaseFrames(self.cases.filter(wanted), {name: part.filter(wanted) for name, part in self.parts.items()})

    def open_to(self, handling: tuple[str, ...]) -> "CaseFrames":
        """Those of these levels."""
        if set(self.cases["handling"].unique()) <= set(handling):
            return self
        return self.of(self.cases.filter(pl.col("handling").is_in(list(handling)))["case_id"])

    def and_of(self, others: "CaseFrames") -> "CaseFrames":
        """With those of others."""
        cases = pl.concat([self.cases, others.cases])
        return CaseFrames(cases, {name: pl.concat([part, others.parts[name]]) for name, part in self.parts.items()})

    def case(self, case_id: str) -> Case | None:
        """One of them whole, with the handling level that it has; null where it is not there."""
        here = pl.col("case_id") == case_id
        found = CaseFrames(self.cases.filter(here), {name: part.filter(here) for name, part in self.parts.items()})
        return next((case for case, _ in found.every()), None)

    def every(self) -> Iterator[tuple[Case, dict[str, Any]]]:
        """All of them whole, each with its row (CASE_SCHEMA)."""
        rows: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name in self.parts}
        for name, part in self.parts.items():
            for row in part.iter_rows(named=True):
                rows[name].setdefault(row["case_id"], []).append(row)
        for head in self.cases.iter_rows(named=True):
            yield _case(head, {name: of.get(head["case_id"], []) for name, of in rows.items()}), head


def _case(head: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> Case:
    """A case from its row and those of its parts."""
    lists: dict[str, Any] = {
        name: tuple(r["text"] for r in found["texts"] if r["kind"] == kind) for name, kind in KINDS.items()
    }
    return Case(
        **{name: head[name] for name in PLAIN},
        handling=head["handling"],
        goods=_goods(found["goods"]),
        places=tuple(Place(role=r["role"], code=r["place"]) for r in found["places"]),
        linked_crimes=tuple(LinkedCrime(crime=r["crime"], standard=r["crime_standard"]) for r in found["crimes"]),
        quantities=tuple(_amount(r) for r in found["quantities"]),
        sources=tuple(
            CaseSource(title=r["title"], publisher=r["publisher"], date=r["published"], address=r["address"])
            for r in found["references"]
        ),
        **lists,
    )


def _goods(rows: list[dict[str, Any]]) -> tuple[Goods, ...]:
    lines: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        lines.setdefault(row["line"], []).append(row)
    return tuple(Goods(category=r[0]["category"], codes=tuple(one["goods"] for one in r)) for r in lines.values())


def _amount(row: dict[str, Any]) -> Quantity:
    known = {name: row[name] for name in ("unit", "what", "currency", "qualifier", "role")}
    return Quantity(value=row["amount_reported"], **known)
