"""The catalogue of pages, in menu order. Page files stand one level below (see docs/decisions.md)."""

from dataclasses import dataclass

from domain.messages import N_


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """One page: its file below pages/, its title, its URL; section is the menu heading. `filters`: whether filters of
    seizures stand in its sidebar; a page without them has none.
    """

    section: str
    file: str
    title: str
    url: str
    hidden: bool = False
    filters: bool = True


WHOLE_WIDTH = "[data-testid=stSkipToContent] + div { margin-left: 0 !important; }"
"""The style of a page without a sidebar: it takes the room that static/first_paint.css keeps for one."""

CATALOGUE = (
    PageEntry(section="", file="briefing/home.py", title="Contraband Atlas", url="", hidden=True),  # untranslated
    PageEntry(section="", file="briefing/briefing.py", title=N_("Briefing"), url="briefing", filters=False),
    PageEntry(section="", file="briefing/present.py", title=N_("Present"), url="present", hidden=True, filters=False),
    PageEntry(section=N_("Explore"), file="explore/world.py", title=N_("World"), url="world"),
    PageEntry(section=N_("Explore"), file="explore/region.py", title=N_("Region"), url="region"),
    PageEntry(section=N_("Explore"), file="explore/country.py", title=N_("Country"), url="country"),
    PageEntry(section=N_("Explore"), file="explore/goods.py", title=N_("Goods"), url="goods"),
    PageEntry(section=N_("Explore"), file="explore/maps.py", title=N_("Maps"), url="maps"),
    PageEntry(section=N_("Explore"), file="explore/routes.py", title=N_("Routes"), url="routes"),
    PageEntry(section=N_("Explore"), file="explore/records.py", title=N_("Records"), url="records"),
    PageEntry(
        section=N_("Explore"), file="explore/record.py", title=N_("Record"), url="record", hidden=True, filters=False
    ),
    PageEntry(section=N_("Explore"), file="explore/context.py", title=N_("Context"), url="context", filters=False),
    PageEntry(section=N_("Analyse"), file="analyse/explorer.py", title=N_("Explorer"), url="explorer"),
    PageEntry(section=N_("Analyse"), file="analyse/compare.py", title=N_("Compare"), url="compare"),
    PageEntry(section=N_("Analyse"), file="analyse/trends.py", title=N_("Trends"), url="trends"),
    PageEntry(section=N_("Analyse"), file="analyse/claim.py", title=N_("Can I say this?"), url="claim", filters=False),
    PageEntry(section=N_("Analyse"), file="analyse/saved.py", title=N_("Saved"), url="saved", filters=False),
    PageEntry(section=N_("Casebook"), file="casebook/cases.py", title=N_("Cases"), url="cases"),
    PageEntry(
        section=N_("Casebook"), file="casebook/case.py", title=N_("Case"), url="case", hidden=True, filters=False
    ),
    PageEntry(
        section=N_("Casebook"),
        file="casebook/case_form.py",
        title=N_("Add or correct a case"),
        url="caseform",
        hidden=True,
        filters=False,
    ),
    PageEntry(section=N_("Casebook"), file="casebook/convergence.py", title=N_("Convergence"), url="convergence"),
    PageEntry(section=N_("Casebook"), file="casebook/networks.py", title=N_("Groups and networks"), url="networks"),
    PageEntry(section=N_("Programme"), file="programme/overview.py", title=N_("Programme overview"), url="programme"),
    PageEntry(section=N_("Programme"), file="operations/operations.py", title=N_("Operations"), url="operations"),
    PageEntry(
        section=N_("Programme"),
        file="operations/operation.py",
        title=N_("Operation"),
        url="operation",
        hidden=True,
        filters=False,
    ),
    PageEntry(
        section=N_("Programme"),
        file="operations/operation_form.py",
        title=N_("Add or correct an operation"),
        url="operationform",
        hidden=True,
        filters=False,
    ),
    PageEntry(section=N_("Programme"), file="cooperation/cooperation.py", title=N_("Cooperation"), url="cooperation"),
    PageEntry(section=N_("Programme"), file="targets/targets.py", title=N_("Targets"), url="targets", filters=False),
    PageEntry(
        section=N_("Programme"),
        file="targets/target_form.py",
        title=N_("Set or change a target"),
        url="targetform",
        hidden=True,
        filters=False,
    ),
    PageEntry(section=N_("Programme"), file="training/training.py", title=N_("Training"), url="training"),
    PageEntry(
        section=N_("Programme"),
        file="training/course.py",
        title=N_("Course"),
        url="course",
        hidden=True,
        filters=False,
    ),
    PageEntry(
        section=N_("Programme"),
        file="training/course_form.py",
        title=N_("Add or correct a course"),
        url="courseform",
        hidden=True,
        filters=False,
    ),
    PageEntry(section=N_("Programme"), file="benchmarks/benchmarks.py", title=N_("Benchmarks"), url="benchmarks"),
    PageEntry(
        section=N_("Programme"), file="sector/sector.py", title=N_("Private sector"), url="sector", filters=False
    ),
    PageEntry(section=N_("Data"), file="data/import_file.py", title=N_("Import a file"), url="import", filters=False),
    PageEntry(section=N_("Data"), file="data/coverage.py", title=N_("Reporting gaps"), url="coverage"),
    PageEntry(section=N_("Data"), file="data/overlaps.py", title=N_("Possible duplicates"), url="overlaps"),
    PageEntry(section=N_("Data"), file="data/about.py", title=N_("About the data"), url="about"),
)
