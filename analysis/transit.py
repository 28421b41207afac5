"""Countries that reported paths lead through: how often a place is passed, and what passed it and was seized later.

A path is departure, transit countries in order, place of seizure, intended destination (docs/methods.md): transit
countries lie before the seizure, unless the report says otherwise by naming the place of seizure among them.
"""

from collections import defaultdict

import polars as pl

from analysis.flows import SEVERAL, UNREPORTED, interval


def stops(transit: str | None) -> list[str]:
    """The countries of 'A>B' in order, without what names none."""
    return [code for code in str(transit or "").split(">") if code not in UNREPORTED]


def passed(start: str, transit: str | None, place: str) -> tuple[str, ...] | None:
    """The transit countries that the goods had left behind when they were seized at `place`.

    Seized in one of them: those before it. Seized before they left: none. None: no transit or place is known.
    """
    known = stops(transit)
    if not known or place in UNREPORTED:
        return None
    if place == start:
        return ()
    if place in known:
        return tuple(c for c in known[: known.index(place)] if c != start)
    return tuple(c for c in known if c != start)


def with_via(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `via`: the one country passed, SEVERAL, or '' where none is known.

    frame: departure, transit ('A>B'), country (of seizure).
    """
    found = []
    for row in frame.select("departure", "transit", "country").iter_rows():
        behind = set(passed(*row) or ())
        found.append(SEVERAL if len(behind) > 1 else next(iter(behind), ""))
    return frame.with_columns(pl.Series("via", found, dtype=pl.String))


def tells_transit(frame: pl.DataFrame) -> bool:
    """Whether any report names a transit country (column transit)."""
    return any(stops(t) for t in frame["transit"].unique().to_list())


def roles(frame: pl.DataFrame) -> pl.DataFrame:
    """How often a place is neither the first departure nor the final destination of what touches it. A–Z by code.

    frame: departure, transit ('A>B'), country (of seizure), destination, value (null: number not reported, left out).
    A place that only begins or ends the known paths has no row: no report could have said that goods passed it.
    Columns: code; `touched`: seizures across a border that name the place in any role; `decided`: those of them that
    report departure and destination, without which the role cannot be said; `inside`: those that the place lies inside
    of; share, low, high: inside / decided with its Wilson interval (95 %), null where nothing is decided; `caught`:
    passed here by the report and seized elsewhere later (null where no report names the place as a transit country);
    `stopped`: seized here on the way from one other country to another, null where no record at all was made here: who
    reports nothing has not let everything pass; missed, missed_low, missed_high: caught / (caught + stopped) with its
    Wilson interval, null where either is.
    """
    touched, decided, inside = (defaultdict[str, float](float) for _ in range(3))
    caught: dict[str, float] = {}
    stopped = defaultdict[str, float](float)
    between: set[str] = set()
    reporting = set(frame["country"].to_list())
    for start, transit, place, bound, value in _rows(frame):
        path = [stop for stop in (start, *stops(transit), place, bound) if stop not in UNREPORTED]
        if len(set(path)) < 2:
            continue
        between.update(stops(transit), (place,))
        for code in stops(transit):
            caught.setdefault(code, 0.0)
        stopped[place] += value * (start not in UNREPORTED and bound not in UNREPORTED and place not in (start, bound))
        for code in set(passed(start, transit, place) or ()) - {place}:
            caught[code] += value
        for code in set(path):
            touched[code] += value
            if start not in UNREPORTED and bound not in UNREPORTED:
                decided[code] += value
                inside[code] += value * (code not in (start, bound))
    rows = [
        (
            c,
            n,
            decided[c],
            inside[c],
            *interval(int(inside[c]), int(decided[c])),
            *_missed(caught.get(c), stopped[c] if c in reporting else None),
        )
        for c, n in sorted(touched.items())
        if c in between
    ]
    names = ["touched", "decided", "inside", "share", "low", "high", "caught", "stopped"]
    names += ["missed", "missed_low", "missed_high"]
    return pl.DataFrame(rows, schema={"code": pl.String, **dict.fromkeys(names, pl.Float64)}, orient="row")


def _missed(caught: float | None, stopped: float | None) -> tuple[float | None, ...]:
    """caught, stopped, and the share of what passed and was seized somewhere that was seized only later."""
    if caught is None or stopped is None:
        return caught, stopped, None, None, None
    return caught, stopped, *interval(int(caught), int(caught + stopped))


def _rows(frame: pl.DataFrame) -> list[tuple[str, str | None, str, str, float]]:
    """The paths whose number of seizures is known."""
    return list(frame.drop_nulls("value").select("departure", "transit", "country", "destination", "value").iter_rows())
