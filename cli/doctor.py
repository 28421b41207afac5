"""What is installed, loaded and wrong."""

import platform
from collections.abc import Iterator
from importlib.metadata import version

from cli.language import language, words
from data_access.gateway import Gateway
from data_access.places.boundaries import boundaries
from data_access.reference import tables as reference
from data_access.settings import ROOT, settings
from data_access.store import on_disk as store_on_disk
from domain.cases.selection import CaseSelection
from domain.errors import AtlasError
from domain.incidents.ownership import level_of
from reports.fonts import SCRIPTS, lacking

Finding = tuple[bool, str]
_PACKAGES = ("streamlit", "plotly", "polars", "geopandas", "sqlalchemy", "alembic")


def findings(database: str | None) -> Iterator[Finding]:
    """(well, what) in the order in which a reader would ask."""
    yield True, f"Python {platform.python_version()}; " + ", ".join(f"{p} {version(p)}" for p in _PACKAGES)
    for asset in ("static/world.geojson", "static/topo/world_110m.json", "static/vendor/plotly.min.js"):
        yield (
            (ROOT / asset).is_file(),
            words().t("{asset} is there (made by 'make assets' and the set-up)", asset=asset),
        )
    yield (
        True,
        words().t(
            "{places} places and {goods} kinds of goods known",
            places=str(reference.places().height),
            goods=str(reference.goods().height),
        ),
    )
    yield from _boundaries()
    yield from _company()
    every = words().t("fonts for pictures: every script of {n} looked for has one", n=len(SCRIPTS))
    yield True, words().t("fonts for pictures: {missing}", missing=missing) if (missing := lacking(words())) else every
    try:
        yield from _store(Gateway.open(settings(database)))
    except AtlasError as error:
        yield False, words().say(error.message)


def _boundaries() -> Iterator[Finding]:
    """The operator's boundary file, if one is set: what is drawn of it, and what to do about the rest."""
    path = settings().boundaries
    if path is None:
        return
    try:
        found = boundaries()
    except AtlasError as error:
        yield False, words().say(error.message)
        return
    areas = words().t("{n} disputed or undetermined areas", n=len(found.disputed))
    source = found.source or words().t("no source named (write it to {name})", name=path.with_suffix(".txt").name)
    yield True, words().t("boundaries from {path}: {source}; {areas}", path=path, source=source, areas=areas)
    for note in found.notes:
        yield note.mended, words().t("boundaries: {note}", note=words().unpacked(note.text))


def _company() -> Iterator[Finding]:
    """Whom the server is for, if it is for one company."""
    if not (company := settings().company):
        return
    known = words().t("readers see the incidents of '{company}' (ATLAS_COMPANY)", company=company)
    bad = words().t("ATLAS_COMPANY: '{company}' is no name of letters or digits that is short enough", company=company)
    yield bool(level_of(company)), known if level_of(company) else bad


def _store(gateway: Gateway) -> Iterator[Finding]:
    lattice, answers = gateway.lattice, gateway.for_operator(language())
    yield (
        True,
        words().t(
            "store {address}, data version {version}", address=gateway.shown_address, version=str(gateway.version)
        ),
    )
    file = gateway.file
    if file and store_on_disk.readable_by_others(file):
        yield False, words().t("others on this machine may read the store: 'chmod 600 {file}*' closes it", file=file)
    if lattice.note:
        yield False, words().unpacked(lattice.note)
    cases = answers.cases
    proven, every = (cases.counts(CaseSelection(proof=proof)).total for proof in ("proven", "all"))
    yield True, words().t("{n} cases, {proven} of them proven", n=every, proven=proven)
    if lattice.is_empty:
        yield True, words().t("no records yet: the app shows invented data until a file is imported")
        return
    for row in answers.sources().to_dicts():
        days = {"loaded": f"{row['loaded']:%Y-%m-%d}", "published": row["published"], "n": str(row["quarantined"])}
        unsaid = words().t("loaded {loaded}, {n} quarantined", **days)
        loaded = words().t("published {published}, loaded {loaded}, {n} quarantined", **days)
        yield True, f"{row['source']}: {row['name']}, {loaded if row['published'] else unsaid}"
    first, last = answers.months()
    yield (
        True,
        words().t(
            "{n} seizures of {first} to {last}, {cells} cells",
            n=lattice.figure("seizures", "n"),
            first=first,
            last=last,
            cells=lattice.cells,
        ),
    )
    flagged = lattice.figure("lines", "n_implausible")
    yield True, words().t("{n} lines flagged as implausible (kept, shown on 'About the data')", n=flagged)
