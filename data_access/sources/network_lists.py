"""Two more layouts of organised-crime sets: actors beside meetings, and lists of designated organisations.

The columns of a list go by their headings, in any order (`HEADINGS`), or as whoever brings it says. Rows that are
called persons are left out: names of private persons are never kept.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from data_access.places.names import place
from data_access.sources.auto.files.json_tables import read_json
from data_access.sources.network_edges import weight_of
from data_access.sources.network_masks import GROUP, MEETING, Codes, name_of
from domain.dimensions import EMPTY, UNKNOWN
from domain.errors import SourceError
from domain.networks.labels import may_be_shown

HEADINGS = {
    "code": ("no", "id", "code", "number", "node", "ref", "reference", "entry"),
    "name": (
        "organisation",
        "organization",
        "group",
        "group name",
        "organisation name",
        "entity",
        "entity name",
        "name",
    ),
    "countries": ("active in", "country", "countries", "state", "states", "location", "locations", "operates in"),
    "aliases": ("also known as", "aka", "alias", "aliases", "other names", "shortname", "short name"),
    "type": ("sort", "type", "kind", "entity type", "class"),
}
_SURE = frozenset(HEADINGS["name"]) - {"name"}
"""Headings that say outright that a row is no person; a bare 'name' needs a column that says what each row is."""
_PERSON = re.compile(r"(?i)\b(?:person|individual|man|woman|natural)\b")
_PARTS = re.compile(r"\s*[;|\n]\s*")
Rows = list[tuple[int, list[str]]]
Groups = list[tuple[object, ...]]


def json_rows(path: Path) -> tuple[list[str], Rows]:
    """Headings and rows of the first list of a JSON file; a list in a cell is joined by semicolons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("{name}: the file cannot be read ({error}).", name=path.name, error=error) from error
    table = max(read_json(text, path.name), key=lambda t: t.frame.height)
    return table.columns, [(row[0], list(row[1:])) for row in table.frame.iter_rows()]


def given_columns(header: list[str], given: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what, as whoever brings the file says: part (see `HEADINGS`) → heading.

    Raises SourceError for a part or a heading that is not there.
    """
    for part, heading in given.items():
        if part not in HEADINGS:
            raise SourceError(
                "'{part}' is not a part of a list of organisations. Known: {headings}.",
                part=part[:40],
                headings=", ".join(HEADINGS),
            )
        if heading not in header:
            raise SourceError(
                "There is no column '{heading}'. The file has: {header}.",
                heading=heading[:80],
                header=", ".join(header)[:500],
            )
    if "name" not in given:
        raise SourceError("Which column names the organisation? Say --set name=COLUMN.")
    return {part: header.index(heading) for part, heading in given.items()}


def list_columns(header: list[str]) -> dict[str, int]:
    """Which column holds what; {} where this is no list of organisations."""
    plain = [" ".join(re.split(r"[\s_.-]+", h.strip().casefold())) for h in header]
    found = {part: next((plain.index(w) for w in words if w in plain), -1) for part, words in HEADINGS.items()}
    present = {part: at for part, at in found.items() if at >= 0}
    sure = "name" in present and (plain[present["name"]] in _SURE or "type" in present)
    return present if sure and ("countries" in present or "aliases" in present) else {}


def organisations(at: dict[str, int], rows: Rows, network: str) -> tuple[Groups, Groups, int]:
    """Groups, their ties to countries, and how many rows are left out because they are persons or have no name."""
    groups: Groups = []
    ties: Groups = []
    skipped = 0
    for number, cells in rows:
        fields = {part: cells[place_].strip() if place_ < len(cells) else "" for part, place_ in at.items()}
        if not fields["name"] or _PERSON.search(fields.get("type", "")):
            skipped += 1
            continue
        name, given = name_of(fields["name"], organisation=True), fields.get("code", "")
        code = given if given and may_be_shown(given, organisation=True) else name or f"x{number}"
        aliases = [a for a in _PARTS.split(fields.get("aliases", "")) if a and name_of(a, organisation=True)]
        countries = [c for c in _PARTS.split(fields.get("countries", "")) if c]
        known = f" (also known as {', '.join(aliases)})" if name and aliases else ""
        groups.append((number, network, code, name + known, "; ".join(countries), GROUP))
        ties += [(number, network, code, _country(c), "active-in", 1.0) for c in countries]
    return groups, ties, skipped


def _country(name: str) -> str:
    """The code of a country, else its words."""
    code = place(name)
    return code if code not in (None, EMPTY, UNKNOWN) else name


def two_modes(header: list[str], rows: Rows, network: str) -> tuple[Groups, Groups] | None:
    """Actors in rows and meetings in columns: who took part in what. None where the two sides share a label."""
    events, actors = header[1:], [cells[0] for _, cells in rows]
    if (
        len(events) < 2
        or len(actors) < 2
        or set(events) & set(actors)
        or len({*events, *actors}) < len(events + actors)
    ):
        return None
    if any(len(cells) != len(header) for _, cells in rows):
        return None
    people, met = Codes(actors), Codes(events, organisation=True)
    groups: Groups = [people.node(number, network, cells[0]) for number, cells in rows]
    groups += [met.node(0, network, event, MEETING) for event in events]
    ties: Groups = []
    for number, cells in rows:
        for event, text in zip(events, cells[1:], strict=True):
            weight = weight_of(text or "0")
            if weight is None:
                return None
            if weight:
                ties.append((number, network, people.of(cells[0]), met.of(event), "attendance", weight))
    return groups, ties
