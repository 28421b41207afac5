"""Change only where the records can carry it: what is missing is named, and the longest honest comparison is found."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import change
from analysis.change import LEAST_BASE, STRETCHES, YEAR, Obstacle, certain, direction, longest_whole
from analysis.comparison import COMPARABLE

YEARS = ["2013", "2014", "2015"]
REPORTING = dict.fromkeys(("source", "country", "month", "status"), pl.String)


def reporter(country, per_month, *, source="s", only=None, part=()):
    """counts and reporting of one reporter: seizures a month by year, all months or those of `only` (year → months)."""
    rows, known = [], []
    for year, n in per_month.items():
        for m in (only or {}).get(year, range(1, 13)):
            rows.append((source, country, year, f"{year}-{m:02d}", float(n)))
            known.append((source, country, f"{year}-{m:02d}", "partial" if (year, m) in part else "reported"))
    frame = pl.DataFrame(rows, schema=["source", "country", "year", "month", "n"], orient="row")
    counts = frame.with_columns(pl.col("n").alias("distinct"), pl.lit(0.0).alias("possible"))
    return counts, pl.DataFrame(known, schema=REPORTING, orient="row")


@dataclass(frozen=True)
class Asked:
    """Answers from counts by month."""

    counts: pl.DataFrame

    def yearly(self):
        return self.counts.group_by("source", "country", "year").agg(pl.col("n", "distinct", "possible").sum())

    def monthly(self):
        return self.counts.select("source", "country", "year", "month", "n")

    def between(self, first, last):
        inside = self.counts.filter(pl.col("month").is_between(pl.lit(first), pl.lit(last)))
        return inside.group_by("source", "country").agg(pl.col("n", "distinct", "possible").sum())


def compare(counts, reporting, years):
    return change.compare(Asked(counts), reporting, years)


def compared(*reporters, years=YEARS):
    counts, reporting = (pl.concat(parts) for parts in zip(*reporters, strict=True))
    return compare(counts, reporting, years)


def test_two_whole_years_of_one_reporter():
    found = compared(reporter("ESP", {"2014": 10, "2015": 12}))
    assert found.last.change == pytest.approx(0.2) and found.longest is None
    assert (found.last.before, found.last.after, found.last.reporters) == (120, 144, 1)


def test_half_a_year_is_no_fall_and_the_same_months_are_offered():
    found = compared(reporter("COL", {"2014": 100, "2015": 90}, only={"2015": range(1, 7)}))
    assert found.last.change is None and found.last.obstacle is Obstacle.MONTHS
    assert found.last.incomplete == (("COL", "2015", 6, 0),)
    assert (found.longest.months, found.longest.change) == ((1, 6), pytest.approx(-0.1))


def test_cut_months_are_no_part_of_what_is_offered():
    found = compared(reporter("COL", {"2014": 100, "2015": 90}, only={"2015": range(1, 7)}, part={("2015", 2)}))
    assert found.last.incomplete == (("COL", "2015", 6, 1),)
    assert found.longest.months == (3, 6)


def test_without_enough_months_an_earlier_pair_is_offered():
    found = compared(reporter("COL", {"2013": 10, "2014": 12, "2015": 9}, only={"2015": (1, 2)}))
    assert found.last.later == "2015" and found.last.change is None
    assert (found.longest.earlier, found.longest.months, found.longest.change) == ("2013", YEAR, pytest.approx(0.2))


def test_a_small_base_is_no_base():
    found = compared(reporter("NZL", {"2014": 1, "2015": 400}))
    assert found.last.obstacle is Obstacle.SMALL and LEAST_BASE > 12 == found.last.before


def test_a_jump_comes_from_what_is_recorded():
    assert compared(reporter("COL", {"2014": 700, "2015": 9000})).last.obstacle is Obstacle.JUMP
    assert compared(reporter("COL", {"2014": 700, "2015": 100})).last.obstacle is Obstacle.JUMP


def test_copies_must_not_decide_the_direction():
    counts, reporting = reporter("ESP", {"2014": 100, "2015": 116})
    less = pl.when(pl.col("year") == "2015").then(96.0).otherwise(100.0).alias("distinct")
    found = compare(counts.with_columns(less), reporting, YEARS)
    assert found.last.obstacle is Obstacle.COPIES and found.last.distinct == pytest.approx(-0.04)
    assert found.longest is None, "no stretch of months is chosen by its result"


def test_records_with_unknown_fields_must_not_decide_the_direction():
    counts, reporting = reporter("ESP", {"2014": 100, "2015": 80})
    for more, obstacle in ((10.0, Obstacle.NONE), (30.0, Obstacle.NOT_KNOWN)):
        possible = pl.when(pl.col("year") == "2015").then(more).otherwise(0.0).alias("possible")
        assert compare(counts.with_columns(possible), reporting, YEARS).last.obstacle is obstacle


@pytest.mark.parametrize(
    ("before", "after", "more", "expected"),
    [
        (100, 120, (10, 50), True),
        (100, 120, (20, 0), False),
        (100, 80, (50, 10), True),
        (100, 80, (0, 20), False),
        (100, 100, (0, 0), True),
        (100, 100, (1, 0), False),
    ],
)
def test_a_direction_holds_whatever_the_unknown_are(before, after, more, expected):
    assert certain(before, after, *more) is expected


def test_the_largest_reporter_must_be_whole():
    """Nine of ten reporters are, and hold a tenth of the seizures."""
    small = [reporter(f"A{i}", {"2014": 3, "2015": 4}) for i in range(9)]
    big = reporter("COL", {"2014": 300, "2015": 300}, only={"2015": range(1, 4)})
    found = compared(*small, big).last
    assert found.obstacle is Obstacle.MONTHS and found.incomplete == (("COL", "2015", 3, 0),)
    assert (found.reporters, found.of_reporters) == (9, 10) and found.share < 0.5
    alone = compared(*small).last
    assert alone.change == pytest.approx(1 / 3) and alone.reporters == 9


def test_reporters_that_are_few_of_those_of_other_years_stand_for_no_whole():
    gone = [reporter(f"A{i}", {"2013": 30}) for i in range(5)]
    found = compared(*gone, reporter("ESP", {"2014": 10, "2015": 12})).last
    assert found.obstacle is Obstacle.FEW_REPORTERS and (found.reporters, found.of_reporters) == (1, 5)


def test_a_source_that_goes_on_where_another_ends_is_no_change():
    one = reporter("ESP", {"2014": 10}, source="a")
    other = reporter("ESP", {"2015": 20}, source="b")
    assert compared(one, other).last.obstacle is Obstacle.MONTHS


def test_years_must_follow_one_another():
    found = compared(reporter("CHL", {"2013": 10, "2015": 11})).last
    assert found.obstacle is Obstacle.NO_YEARS and (found.earlier, found.later) == ("2013", "2015")
    assert compared(reporter("CHL", {"2015": 11})) is None
    assert compared(reporter("CHL", {"2014": 10, "2015": 11}), years=["2014"]) is None


def test_records_of_a_year_count_in_whole_years_only():
    counts, reporting = reporter("ESP", {"2014": 10, "2015": 12})
    extra = counts.head(1).with_columns(pl.lit("").alias("month"), n=pl.lit(24.0), distinct=pl.lit(24.0))
    found = compare(pl.concat([counts, extra]), reporting, YEARS).last
    assert found.before == 144 and found.change == pytest.approx(0.0)


def test_directions():
    assert [direction(c) for c in (0.2, -0.2, 0.0, 0.00001, None)] == [1, -1, 0, 0, None]


def first_whole(n, reported, dated):
    """longest_whole one stretch after the other, reporter by reporter."""
    for first, last in STRETCHES:
        months = range(first - 1, last)
        sums = [[sum(n[who][side][m] for m in months) for side in (0, 1)] for who in range(len(n))]
        heard = [sum(side) > 0 for side in sums]
        same = [
            is_heard and dated[who] and all(reported[who][side][m] for side in (0, 1) for m in months)
            for who, is_heard in enumerate(heard)
        ]
        totals = [sum(side[i] for side in sums) for i in (0, 1)]
        parts = [sum(side[i] for side, one in zip(sums, same, strict=True) if one) for i in (0, 1)]
        shares = [part / total for part, total in zip(parts, totals, strict=True) if total]
        if sum(same) >= COMPARABLE * max(sum(heard), 1) and min(shares, default=0.0) >= COMPARABLE:
            return [(first, last)]
    return []


@st.composite
def reporters(draw):
    """n, reported (reporter, year, month) and dated: most reporters are whole, or nothing could ever be compared."""
    n, reported, dated = [], [], []
    for _ in range(draw(st.integers(1, 4))):
        whole = draw(st.booleans())
        months = [[True] * 12 if whole else draw(st.lists(st.booleans(), min_size=12, max_size=12)) for _ in "ab"]
        n.append([[draw(st.integers(0, 3)) for _ in range(12)] for _ in "ab"])
        reported.append(months)
        dated.append(draw(st.integers(0, 5)) > 0)
    return np.array(n, dtype=float), np.array(reported), np.array(dated)


@given(reporters())
def test_the_longest_whole_stretch_is_the_first_of_all(store):
    assert longest_whole(*store) == first_whole(*(each.tolist() for each in store))


def test_the_months_are_asked_for_only_where_the_years_do_not_do():
    counts, reporting = reporter("ESP", {"2014": 100, "2015": 120})

    class Years(Asked):
        def monthly(self):
            raise AssertionError("not needed")

        between = monthly

    assert change.compare(Years(counts), reporting, YEARS).last.change == pytest.approx(0.2)


def test_records_that_tell_their_year_alone_leave_no_change_of_years_open():
    """By month each of them may belong to any month, by year they belong where they are."""
    counts, reporting = reporter("ESP", {"2014": 100, "2015": 120})
    year_only = pl.DataFrame({"year": ["2014", "2015"], "n": [40.0, 40.0]}).with_columns(
        source=pl.lit("s"), country=pl.lit("ESP"), month=pl.lit(""), distinct=pl.col("n"), possible=pl.lit(0.0)
    )
    both = pl.concat([counts, year_only.select(counts.columns)])
    assert compare(both, reporting, YEARS).last.change == pytest.approx(1480 / 1240 - 1)
