"""What is installed, loaded and wrong."""

import platform
from collections.abc import Iterator
from importlib.metadata import version

from cli.shared import LANGUAGE
from data_access.gateway import Gateway
from data_access.places.boundaries import boundaries
from data_access.reference import tables as reference
from data_access.settings import ROOT, settings
from data_access.store import on_disk as store_on_disk
from domain.errors import AtlasError
from reports.fonts import SCRIPTS, lacking

Finding = tuple[bool, str]
_PACKAGES = ("streamlit", "plotly", "polars", "geopandas", "sqlalchemy", "alembic")


def findings(database: str | None) -> Iterator[Finding]:
    """(well, what) in the order in which a reader would ask."""
    yield True, f"Python {platform.python_version()}; " + ", ".join(f"{p} {version(p)}" for p in _PACKAGES)
    for asset in ("static/world.geojson", "static/topo/world_110m.json", "static/vendor/plotly.min.js"):
        yield (ROOT / asset).is_file(), f"{asset} is there (made by 'make assets' and the set-up)"
    yield True, f"{reference.places().height} places and {reference.goods().height} kinds of goods known"
    yield from _boundaries()
    yield True, f"fonts for pictures: {lacking() or f'every script of {len(SCRIPTS)} looked for has one'}"
    try:
        yield from _store(Gateway.open(settings(database)))
    except AtlasError as error:
        yield False, str(error)


def _boundaries() -> Iterator[Finding]:
    """The operator's boundary file, if one is set: what is drawn of it, and what to do about the rest."""
    path = settings().boundaries
    if path is None:
        return
    try:
        held = boundaries()
    except AtlasError as error:
        yield False, str(error)
        return
    areas = f"{len(held.disputed)} disputed or undetermined areas"
    told = held.source or f"no source named (write it to {path.with_suffix('.txt').name})"
    yield True, f"boundaries from {path}: {told}; {areas}"
    for note in held.notes:
        yield note.mended, f"boundaries: {note.text}"


def _store(gateway: Gateway) -> Iterator[Finding]:
    cube, answers = gateway.cube, gateway.for_operator(LANGUAGE)
    yield True, f"store {gateway.shown_address}, data version {gateway.version}"
    file = gateway.file
    if file and store_on_disk.readable_by_others(file):
        yield False, f"others on this machine may read the store: 'chmod 600 {file}*' closes it"
    if cube.note:
        yield False, cube.note
    if cube.is_empty:
        yield True, "no records yet: the app shows invented data until a file is imported"
        return
    for row in answers.sources().to_dicts():
        published = f"published {row['published']}, " if row["published"] else ""
        loaded = f"{published}loaded {row['loaded']:%Y-%m-%d}, {row['quarantined']} quarantined"
        yield True, f"{row['source']}: {row['name']}, {loaded}"
    first, last = answers.months()
    yield (
        True,
        f"{int(cube.seizures['n'].sum()):,} seizures of {first} to {last}, {cube.seizures.height:,} cells",
    )
    flagged = int(cube.lines["n_implausible"].sum() or 0)
    yield True, f"{flagged} lines flagged as implausible (kept, shown on 'About the data')"
