"""What can be drawn by name, by a page, the shell and (in time) a briefing: each is a report of one question."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from domain.question import Question
from reports import compare, maps, routes, trends
from reports.benchmarks import listing as benchmarks
from reports.card import Report
from reports.casebook import convergence, listing
from reports.cooperation import listing as cooperation
from reports.explore import report as explore
from reports.networks import page as networks
from reports.operations import listing as operations
from reports.overview import goods, pages
from reports.programme import chain
from reports.sector import listing as sector
from reports.studio import Studio
from reports.training import listing as training

SUBJECTS: Mapping[str, Callable[[Studio, Question], Report]] = MappingProxyType(
    {
        "world": pages.world,
        "region": pages.region,
        "country": pages.country,
        "explorer": explore.report,
        "goods": goods.report,
        "maps": maps.report,
        "trends": trends.report,
        "routes": routes.report,
        "compare": compare.report,
        "cases": listing.report,
        "convergence": convergence.report,
        "networks": networks.report,
        "operations": operations.report,
        "training": training.report,
        "cooperation": cooperation.report,
        "programme": chain.report,
        "benchmarks": benchmarks.report,
        "sector": sector.report,
    }
)
