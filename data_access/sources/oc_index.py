"""Global Organized Crime Index: scores of 1 to 10 by country and edition. A context layer, never added to anything.

Source: Global Initiative Against Transnational Organized Crime (ocindex.net), editions 2021, 2023 and 2025.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from data_access.places.names import resolve
from data_access.sources.base import SEPARATOR, Chunk, SourceInfo
from data_access.sources.sheets import Rows, sheets
from domain.errors import SourceError
from domain.frames import OBSERVATION_SCHEMA, RECORD_SCHEMA, REFUSED_SCHEMA
from domain.messages import N_

INFO = SourceInfo(
    source_id="oc-index",
    name=N_("Global Organized Crime Index"),
    publisher=N_("Global Initiative Against Transnational Organized Crime"),
    kind="statistics",
    note=N_(
        "Scores of 1 (least) to 10 from expert assessments, not counts. Editions rest on different sets of markets: "
        "averages of 2021 and 2023 are not the same measure."
    ),
)
FIXED = ("Continent", "Region", "Country")
_EDITION = re.compile(r"(20\d\d)")
_SECTIONS = {
    "criminality": "average",
    "criminal markets": "market",
    "criminal actors": "actor",
    "resilience": "resilience",
}
LEAST, MOST = 0.0, 10.0


class OcIndex:
    """The adapter: `atlas import oc-index FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """One chunk an edition. Raises SourceError where no sheet is an edition."""
        editions = [(name, rows) for name, rows in sheets(path).items() if _header(rows) is not None]
        if not editions:
            raise SourceError(
                "{name}: no sheet has the columns {fixed} and scores.", name=path.name, fixed=", ".join(FIXED)
            )
        for index, (name, rows) in enumerate(editions, start=1):
            year = _EDITION.search(name)
            if year is None:
                raise SourceError(
                    "{name}: the sheet '{name_2}' does not state its edition.", name=path.name, name_2=name
                )
            yield _edition(rows, int(year[1]), index / len(editions))


def _header(rows: Rows) -> int | None:
    return next((i for i, (_, c) in enumerate(rows[:5]) if tuple(c[:3]) == FIXED), None)


def columns(header: list[str]) -> list[tuple[str, str]]:
    """(dimension, category) of each column of scores: a section begins with its average."""
    found, section = [], "average"
    for text in header[len(FIXED) :]:
        bare = re.sub(r"\s*avg[.,]?$", "", text.strip().rstrip(".,"), flags=re.IGNORECASE)
        if bare.casefold() in _SECTIONS:
            section = _SECTIONS[bare.casefold()]
            found.append(("average", bare))
        else:
            found.append((section, bare))
    return found


def _edition(rows: Rows, year: int, done: float) -> Chunk:
    start = _header(rows) or 0
    named = columns(rows[start][1])
    body = [(n, c) for n, c in rows[start + 1 :] if any(c)]
    codes = dict(resolve(pl.Series([c[2] for _, c in body], dtype=pl.String)).select("name", "code").iter_rows())
    observations: list[tuple[object, ...]] = []
    refused: list[tuple[int, str, str, str, str]] = []
    for number, cells in body:
        for (dimension, category), text in zip(named, cells[len(FIXED) :], strict=False):
            content = SEPARATOR.join((str(year), cells[2], dimension, category, text))
            score = _score(text)
            if not codes.get(cells[2]):
                refused.append((number, "Country", cells[2], N_("the country or territory is not known"), content))
            elif score is None and text:
                refused.append((number, category, text, N_("this is not a score from 0 to 10"), content))
            else:
                fixed = (number, content, "oc-score", codes[cells[2]], cells[2], year, dimension, category)
                observations.append((*fixed, "", "", "", "", score, score, text, N_("score of 1 to 10")))
    return Chunk(
        records=pl.DataFrame(schema=RECORD_SCHEMA),
        refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
        rows=len(observations) + len(refused),
        done=done,
        others={"observations": pl.DataFrame(observations, schema=OBSERVATION_SCHEMA, orient="row")},
    )


def _score(text: str) -> float | None:
    try:
        score = float(text)
    except ValueError:
        return None
    return score if LEAST <= score <= MOST else None
