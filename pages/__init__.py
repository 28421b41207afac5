"""The catalogue of pages, in menu order. Page files stand one level below (see docs/decisions.md)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """One page: its file below pages/, its title, its URL; section is the menu heading."""

    section: str
    file: str
    title: str
    url: str
    hidden: bool = False


CATALOGUE = (
    PageEntry(section="", file="explore/home.py", title="Contraband Atlas", url="", hidden=True),
    PageEntry(section="Explore", file="explore/world.py", title="World", url="world"),
    PageEntry(section="Explore", file="explore/region.py", title="Region", url="region"),
    PageEntry(section="Explore", file="explore/country.py", title="Country", url="country"),
    PageEntry(section="Explore", file="explore/maps.py", title="Maps", url="maps"),
    PageEntry(section="Explore", file="explore/routes.py", title="Routes", url="routes"),
    PageEntry(section="Explore", file="explore/records.py", title="Records", url="records"),
    PageEntry(section="Explore", file="explore/record.py", title="Record", url="record", hidden=True),
    PageEntry(section="Explore", file="explore/context.py", title="Context", url="context"),
    PageEntry(section="Analyse", file="analyse/explorer.py", title="Explorer", url="explorer"),
    PageEntry(section="Analyse", file="analyse/compare.py", title="Compare", url="compare"),
    PageEntry(section="Analyse", file="analyse/trends.py", title="Trends", url="trends"),
    PageEntry(section="Analyse", file="analyse/saved.py", title="Saved", url="saved"),
    PageEntry(section="Data", file="data/import_file.py", title="Import a file", url="import"),
    PageEntry(section="Data", file="data/coverage.py", title="Reporting gaps", url="coverage"),
    PageEntry(section="Data", file="data/overlaps.py", title="Possible duplicates", url="overlaps"),
    PageEntry(section="Data", file="data/about.py", title="About the data", url="about"),
)
