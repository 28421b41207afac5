"""Courses as frames: one row a course, one a group of participants; nothing told is lost and nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_access.cube.filters import expand_goods
from data_access.entries.flat import first_day, last_day
from data_access.entries.ledger import Ledger
from data_access.entries.reading import Read
from data_access.reference import tables as reference
from domain.training.frames import COURSE_SCHEMA, GROUP_SCHEMA

KEY = "course_id"
_SAME = ("title", "kind", "level", "mode", "academy", "place", "series", "participants_note", "source_grade", "note")


@dataclass(frozen=True, eq=False)
class Courses:
    """All courses of one circle of viewers: `ledger` to be asked, `groups` of participants (GROUP_SCHEMA)."""

    ledger: Ledger
    groups: pl.DataFrame


def courses_of(read: Iterable[Read], invented: frozenset[str] = frozenset()) -> Courses:
    """Courses from their documents. invented: the sources whose courses are made up."""
    listed = list(read)
    groups = [group for document, _ in listed for group in _groups(document)]
    rows = [_row(document, known, known["source_id"] in invented) for document, known in listed]
    frame = pl.DataFrame(rows, schema=COURSE_SCHEMA)
    return Courses(Ledger(frame, _codes(listed), KEY), pl.DataFrame(groups, schema=GROUP_SCHEMA))


def _groups(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Its groups; what only the total tells is a group of no country and agency."""
    found = [{KEY: document["id"], **one} for one in document["participants"]]
    told = sum(one["participants"] or 0 for one in document["participants"])
    total = document["participants_total"]
    rest = None if total is None else total - told
    if not found or rest:
        found.append({KEY: document["id"], "country": "", "agency": "", "participants": rest})
    return found


def number_told(document: dict[str, Any]) -> int | None:
    """How many participants a course states; null where it has no number."""
    told = [one["participants"] for one in document["participants"] if one["participants"] is not None]
    total: int | None = document["participants_total"]
    return total if total is not None else sum(told) if told else None


def _row(document: dict[str, Any], known: dict[str, Any], invented: bool) -> dict[str, Any]:
    start, end = document["start"], document["end"] or document["start"]
    exact = len(start) > len("2024")
    return {
        KEY: document["id"],
        **{name: document[name] for name in _SAME},
        "date_precision": {4: "year", 7: "month", 10: "day"}[min(len(start), len(end))],
        "start": start,
        "end": document["end"],
        "year": int(start[:4]),
        "first_day": first_day(start) if exact else None,
        "last_day": last_day(end) if exact else None,
        "organisers": document["organisers"],
        "funders": document["funders"],
        "goods": document["goods"],
        "participants": number_told(document),
        "verified": bool(document["verified"]),
        "unverified_fields": ", ".join(document["unverified_fields"]),
        "source": known["source_id"],
        "handling": known["handling"],
        "invented": invented,
    }


def _codes(listed: list[Read]) -> pl.DataFrame:
    """course_id and the code of each dimension; goods with the kinds inside each group."""
    groups, rows = reference.goods_group(), []
    for document, _ in listed:
        goods = sorted(expand_goods(document["goods"]))
        taking = document["participants"]
        rows.append(
            {
                KEY: document["id"],
                "country": sorted({one["country"] for one in taking} - {""}),
                "agency": sorted({one["agency"] for one in taking} - {""}),
                **{name: document[name] for name in ("level", "kind", "mode", "academy", "place", "series")},
                "goods": goods,
                "goods_group": list(dict.fromkeys(groups[code] for code in goods)),
                "organiser": document["organisers"],
                "funder": document["funders"],
                "year": document["start"][:4],
                "grade": document["source_grade"],
                "course": document["id"],
            }
        )
    lists = dict.fromkeys(("country", "agency", "goods", "goods_group", "organiser", "funder"), pl.List(pl.String))
    flat = dict.fromkeys(("level", "kind", "mode", "academy", "place", "series", "year", "grade", "course"), pl.String)
    return pl.DataFrame(rows, schema={KEY: pl.String, **lists, **flat})
