"""Private sector: a sector's risk from figures with small numbers withheld, a company's own, benchmarks, cases."""

from pages.parts import reader
from pages.parts.answers import made
from pages.parts.heading import beside_title, of_sector
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.sector import sector_controls
from reports.sector.around import benchmarks, cases, what_to_do
from reports.sector.breakdown import by_breakdown
from reports.sector.listing import figures
from reports.sector.own import against_sector

reader.arrive("sector")
head, whom = beside_title()
shown = sector_controls.chosen()
of_sector(reader.t("Private sector"), shown.name, head)
sector_controls.choose_sector(shown, whom)
draw(made(figures, shown))
sector_controls.choose_breakdown(shown)
draw(made(by_breakdown, shown))
draw(made(against_sector, shown))


def published() -> None:
    """What others have published of these goods."""
    draw(made(benchmarks, shown))


def hit() -> None:
    """Cases in which the sector was hit, and what right holders can do."""
    draw(made(cases, shown))
    draw(made(what_to_do, shown))


on_sight("sector_benchmarks", published, reader.t("Published benchmarks"), height=420)
on_sight("sector_cases", hit, reader.t("Cases in which the sector was hit"), height=700)
