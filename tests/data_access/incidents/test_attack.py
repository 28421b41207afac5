"""A right holder in medicines brings 200 incidents: nobody else sees them, and nobody can work them out.

Whoever attacks may look before and after every import, leave out whatever can be left out, know its own incidents, and
solve all of it as linear programs.
"""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from scipy.optimize import linprog

from data_access.incidents.sector import code_of
from data_access.ingest.undo import undo
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.errors import UsageError
from domain.incidents.vocabulary import BREAKDOWNS
from domain.selection import Selection
from domain.suppression import CONTRIBUTED
from tests.data_access.incidents.brought import as_company, as_public, bring, some

VICTIM = some("Nova Pharma", 200)


def shown(without=()):
    return as_public().incidents.sector("medicines", tuple(without))


def figures(sector) -> dict[tuple[str, str], int]:
    return {(b, row["code"]): row["n"] for b, t in sector.tables.items() for row in t.to_dicts()}


def test_alone_they_are_in_no_figure(tmp_path: Path):
    bring(tmp_path / "a.csv", VICTIM)
    assert shown().total == 0 and all(table.is_empty() for table in shown().tables.values())
    assert as_company("Other Ltd").incidents.sector("medicines").total == 0
    assert as_public().incidents.strata("medicines") == () and as_public().incidents.groups() == ()


def test_they_are_no_seizures_in_any_answer(tmp_path: Path):
    bring(tmp_path / "a.csv", VICTIM)
    for viewer in (as_public(), as_company("Nova Pharma"), as_company("Other Ltd")):
        assert (
            viewer.total(Selection()) == 0 and viewer.codes("goods") == () and "incidents" not in viewer.source_names()
        )


def test_no_difference_between_two_moments_is_of_few_or_of_one(tmp_path: Path):
    """After each import the figures stay, or rise by what several companies brought, none of them most of it."""
    order = [
        ("Nova Pharma", 200), ("Beta", 3), ("Nova Pharma", 20), ("Gamma", 2), ("Beta", 60), ("Delta", 40),
        ("Nova Pharma", 5), ("Beta", 5), ("Gamma", 9), ("Delta", 30), ("Gamma", 30),
    ]  # fmt: skip
    seen, waiting, first = [shown()], {}, 0
    for i, (company, n) in enumerate(order):
        bring(tmp_path / f"{i}.csv", some(company, n, first=first))
        first += n
        waiting[company] = waiting.get(company, 0) + n
        now = shown()
        rise = now.total - seen[-1].total
        if rise:
            assert rise == sum(waiting.values()) and max(waiting.values()) <= CONTRIBUTED.dominance * rise
            assert sum(n > 0 for n in waiting.values()) >= CONTRIBUTED.contributors
            waiting = {}
        else:
            assert figures(now) == figures(seen[-1])
        seen.append(now)
    assert len({sector.total for sector in seen}) > 2, "or this test shows nothing"
    for before, after in pairwise(seen):  # single cells rise by none, or by at least what may be shown
        grown = {key: n - figures(before).get(key, 0) for key, n in figures(after).items()}
        assert all(n == 0 or n >= CONTRIBUTED.threshold for n in grown.values())


def test_no_difference_between_two_filters_is_of_few_or_of_one(tmp_path: Path):
    """What is left out is a whole stratum, which has waves of its own: leaving it out shows what it shows itself."""
    for i, (funder, source_type) in enumerate([("", "company"), ("City fund", "company"), ("", "association")]):
        for company, n in (("Nova Pharma", 60), ("Beta", 40), ("Gamma", 30)):
            rows = some(company, n, first=1000 * i, funder=funder, source_type=source_type)
            bring(tmp_path / f"{i}{company}.csv", rows)
    bring(tmp_path / "lone.csv", some("Nova Pharma", 9, first=9000, funder="A fund of its own"))
    assert {s[1:] for s in as_public().incidents.strata("medicines")} == {
        ("company", ""),
        ("company", "City fund"),
        ("association", ""),
    }, "a funder of one company is not even named"
    ways = [("funder", "City fund"), ("source_type", "association"), ("funder", "")]
    every = [shown(some_of) for n in range(4) for some_of in combinations(ways, n)]
    for one, other in combinations(every, 2):
        for key in figures(one).keys() | figures(other).keys():
            rise = abs(figures(one).get(key, 0) - figures(other).get(key, 0))
            assert rise == 0 or rise >= CONTRIBUTED.threshold
    alone = shown([("funder", "A fund of its own")])
    assert figures(alone) == figures(shown()), "leaving out what waits changes nothing"


@pytest.mark.parametrize("attacker", ["", "Beta", "Gamma", "Delta"])
def test_no_cell_of_the_others_can_be_solved_for(tmp_path: Path, attacker: str):
    """Every cell that is withheld, by every breakdown: as wide as asked, also for those who know their own part."""
    for i, (company, n) in enumerate([("Nova Pharma", 200), ("Beta", 50), ("Delta", 12), ("Gamma", 25)]):
        bring(tmp_path / f"{i}.csv", some(company, n, first=1000 * i))
    sector = shown()
    assert sector.total == 287
    own = as_company(attacker).incidents.own().to_dicts() if attacker else []
    withheld = 0
    for breakdown in BREAKDOWNS:
        rows = sector.tables[breakdown].to_dicts()
        hidden = [row["code"] for row in rows if row["withheld"]]
        rest = sector.total - sum(row["n"] for row in rows if not row["withheld"])
        mine = [sum(code_of(row, breakdown) == code for row in own) for code in hidden]
        for at in range(len(hidden)):
            weights = [float(i == at) for i in range(len(hidden))]
            ends = [
                sign * linprog(
                    [sign * w for w in weights], A_eq=[[1.0] * len(hidden)], b_eq=[rest], bounds=[(m, None) for m in mine]
                ).fun
                for sign in (1.0, -1.0)
            ]  # fmt: skip
            assert ends[1] - ends[0] >= CONTRIBUTED.width - 1e-6
            withheld += 1
    assert withheld, "or this test shows nothing"


def test_of_two_others_the_one_is_not_what_is_left(tmp_path: Path):
    """Beta subtracts its own from each shown cell: what is left is of two others at least, and five at least."""
    brought = {"Nova Pharma": some("Nova Pharma", 90), "Beta": some("Beta", 70), "Gamma": some("Gamma", 60)}
    for company, rows in brought.items():
        bring(tmp_path / f"{company}.csv", rows)
    whole = {name: as_company(name).incidents for name in brought}
    for breakdown in BREAKDOWNS:
        for row in shown().tables[breakdown].to_dicts():
            if row["withheld"]:
                continue
            parts = {
                name: dict(i.own_by("medicines", breakdown).rows()).get(row["code"], 0) for name, i in whole.items()
            }
            assert sum(parts.values()) == row["n"]
            for name in parts:
                others = [n for other, n in parts.items() if other != name]
                assert sum(others) >= CONTRIBUTED.threshold and sum(n > 0 for n in others) >= 2


def test_taking_an_import_back_shows_nothing_of_it(tmp_path: Path):
    """The wave that it was in goes as a whole; the others stay as they are."""
    runs = [bring(tmp_path / f"{c}.csv", some(c, 40)).run_id for c in ("Nova Pharma", "Beta", "Gamma")]
    first = figures(shown())
    for company in ("Nova Pharma", "Beta", "Gamma"):
        bring(tmp_path / f"2{company}.csv", some(company, 50, first=500, seed=2))
    both = figures(shown())
    undo(open_store(settings().database_url), runs[0])
    left = figures(shown())
    assert shown().total == 150
    assert all(left.get(key, 0) == n - first.get(key, 0) for key, n in both.items())


def test_a_correction_changes_no_figure(tmp_path: Path):
    for company in ("Nova Pharma", "Beta", "Gamma"):
        bring(tmp_path / f"{company}.csv", some(company, 40))
    before = figures(shown())
    bring(tmp_path / "again.csv", some("Nova Pharma", 40, mode="rail"))
    assert figures(shown()) == before


def test_there_is_no_other_question(tmp_path: Path):
    bring(tmp_path / "a.csv", VICTIM)
    with pytest.raises(UsageError, match="not a group of goods"):
        shown_of = as_public().incidents
        shown_of.sector("antibiotics")
