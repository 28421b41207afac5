"""Invented seizures, deterministic, for a first look. Nothing here describes a real event.

Which countries report, how much, and every role on a route come from a seeded random draw, not from what is
known of any country; the largest draws are cut to one level so that no country stands alone. What is
plausible by goods (unit, size, season, trend, transport) is in reference/demo_profile.csv, invented too.
"""

from datetime import date

import numpy as np
import polars as pl
from pyproj import Geod

from data_access.demo.places import with_places
from data_access.places.paths import LAND, land_masses
from data_access.reference import tables as reference
from domain.codes import ILLICIT_REASONS
from domain.dimensions import EMPTY, UNKNOWN
from domain.frames import completed
from domain.units import base_factor, ceiling_base

DEMO_SOURCE = "demo"
DEMO_NAME = "Invented demonstration data"
DEMO_AS_OF = date(2026, 1, 31)
FIRST_MONTH, YEARS, MONTHS = "2020-01", 6, 72
REPORTERS, BIG, BIG_SILENT = 150, 40, 8
"""Countries that report; the largest by area, and how many of those do not."""
HUBS, PARTNERS, TIES, NEAR = 20, 0.2, 1.4, 2_000_000.0
"""Countries with a larger part on routes; share of countries that a group deals with, by role; how unlike the ties
of a country of seizure with the others are (spread of a log-normal), so that few legs are busy; and within how many
metres distance does not matter, beyond which ties get weaker with it."""
SEIZURES = 200_000
DELAY_DAYS = 70.0
COPIES, FLAGGED = 0.01, 3
TWO_LINES, THREE_LINES = 0.06, 0.02
TRANSIT, SECOND = 0.2, 0.25
MILLI = 1000
"""Quantities are drawn in thousandths, so that the text and the base units agree exactly."""
EARTH = 6_371_000.0
COUNTED = frozenset({"pieces", "tablets", "doses", "sticks", "plants", "packages"})
PLACES = ("Port district", "Northern border post", "Southern border post", "Airport zone", "Parcel centre")
ROLES = {"producing": 0.56, "departure": 0.40, "destination": 0.44}
"""Role on the route → share left empty (invented)."""
Draw = np.random.Generator


def demo_records(seizures: int = SEIZURES, seed: int = 20260101) -> pl.DataFrame:
    """Records of about so many invented seizures, less those first seen after DEMO_AS_OF."""
    draw = np.random.default_rng(seed)
    events = _events(draw, seizures)
    origin = _origins(draw, events.height)
    lines = _lines(draw, events, _flagged(draw, origin))
    events = events.with_columns(_transit(draw, events))
    rows = pl.DataFrame({"row": np.arange(2, len(origin) + 2), "event": origin}).cast(pl.Int64)
    records = rows.join(events, on="event").join(lines, on="event")
    content = pl.format("invented {}", pl.col("event") + 2).alias("content")
    return completed(records.with_columns(content).sort("row", "line"))


def _pick(draw: Draw, weights: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """For each of `rows`, a column drawn by that row of weights (inverse of the cumulated shares)."""
    shares = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    shares[:, -1] = 1.0
    steps = (shares + np.arange(len(weights))[:, None]).ravel()
    found = np.searchsorted(steps, rows + draw.random(len(rows)), side="right") - rows * weights.shape[1]
    column: np.ndarray = np.minimum(found, weights.shape[1] - 1)
    return column


def _capped(values: np.ndarray, quantile: float) -> np.ndarray:
    """The weights with the largest cut to one level: several share the first place."""
    cut: np.ndarray = np.minimum(values, np.quantile(values, quantile))
    return cut


def _profile() -> pl.DataFrame:
    """What is plausible by goods: one row a kind of goods, with its group and numbers as numbers."""
    numbers = ["share", "median", "spread", "median_2", "share_2", "peak_month", "season", "trend"]
    group = pl.col("goods").replace_strict(reference.goods_group()).alias("group")
    return reference.read("demo_profile").with_columns(pl.col(numbers).cast(pl.Float64), group)


def _group_index() -> np.ndarray:
    """The group of each kind of goods, as a number from 0."""
    index: np.ndarray = np.unique(_profile()["group"].to_numpy(), return_inverse=True)[1]
    return index


def _countries(draw: Draw) -> tuple[list[str], list[str]]:
    """All countries, and those that report; some large ones never do."""
    places = reference.places().filter(pl.col("kind") == "country")
    by_area = places.sort("area_km2", "code", descending=[True, False], nulls_last=True)["code"].to_list()
    silent = set(draw.choice(by_area[:BIG], BIG_SILENT, replace=False).tolist())
    rest = len(by_area) - REPORTERS - BIG_SILENT
    silent |= set(draw.choice(by_area[BIG:], rest, replace=False).tolist())
    return sorted(by_area), sorted(set(by_area) - silent)


def _volumes(draw: Draw, reporters: int, groups: int) -> np.ndarray:
    """Weight of each reporter by year and group: shape (years × groups, reporters); 0 where it is silent."""
    size = _capped(draw.lognormal(0, 1.4, reporters), 0.96)
    active = np.ones((YEARS, reporters))
    partial = np.flatnonzero(draw.random(reporters) < 0.25)
    for country, start, length in zip(
        partial, draw.integers(0, 4, len(partial)), draw.integers(1, 5, len(partial)), strict=True
    ):
        active[:, country] = 0
        active[start : start + length, country] = 1
    wobble = draw.lognormal(0, 0.2, (YEARS, 1, reporters))
    taste = _capped(draw.lognormal(0, 0.7, (1, groups, reporters)), 0.98)
    weight: np.ndarray = size * active[:, None, :] * wobble * taste
    return weight.reshape(YEARS * groups, reporters)


def _weights(column: str) -> tuple[list[str], np.ndarray]:
    """Codes that a column of the profile weighs ('air:12 road:34'), and their weight by goods."""
    parsed = [dict(p.split(":") for p in text.split(" ")) for text in _profile()[column].to_list()]
    codes = sorted({m for weights in parsed for m in weights})
    return codes, np.array([[float(weights.get(m, 0)) for m in codes] for weights in parsed])


def _calendar() -> np.ndarray:
    """Weight of each month by goods, twice: as it is, then with the dip of 2020 for air and passengers."""
    profile, t = _profile(), np.arange(MONTHS)
    peak, season, trend = (profile[c].to_numpy()[:, None] for c in ("peak_month", "season", "trend"))
    weight = (1 + trend) ** (t / 12) * (1 + season * np.cos(2 * np.pi * (t % 12 + 1 - peak) / 12))
    dip = np.ones(MONTHS)
    dip[2:14] = [0.5, 0.12, 0.12, 0.2, 0.35, 0.45, 0.5, 0.5, 0.45, 0.5, 0.55, 0.65]
    return np.concatenate([weight, weight * dip])


def _events(draw: Draw, n: int) -> pl.DataFrame:
    """One row a seizure, in order of date, without those that are first seen after DEMO_AS_OF."""
    profile, (modes, mode_weights) = _profile(), _weights("modes")
    goods = draw.choice(profile.height, n, p=profile["share"].to_numpy() / profile["share"].sum())
    mode = _pick(draw, mode_weights, goods)
    flown = np.isin(mode, [i for i, m in enumerate(modes) if m in ("air", "passenger")])
    month = _pick(draw, _calendar(), goods + flown * profile.height)
    everyone, reporters = _countries(draw)
    group = _group_index()[goods]
    groups = int(_group_index().max()) + 1
    country = _pick(draw, _volumes(draw, len(reporters), groups), month // 12 * groups + group)
    frame = pl.DataFrame({"goods_index": goods, **_dates(draw, month, country, len(reporters))})
    frame = frame.with_columns(
        *_named("country", reporters, country, "places"),
        *_named("mode", modes, mode, "modes"),
        *_places(draw, n),
    )
    frame = frame.with_columns(_routes(draw, everyone, group, frame["country"], frame["mode"]))
    frame = with_places(frame, draw.spawn(1)[0])
    frame = frame.filter(pl.col("first_seen") <= DEMO_AS_OF).sort("seized_on", maintain_order=True)
    return frame.with_columns(_first_day()).with_row_index("event").cast({"event": pl.Int64})


def _named(column: str, codes: list[str], index: np.ndarray, table: str) -> list[pl.Series]:
    """The column of codes and the one as reported, by the names of a reference table."""
    names = reference.names(table) | {EMPTY: "", UNKNOWN: "Unknown"}
    coded, words = pl.Series(codes, dtype=pl.String), pl.Series([names[c] for c in codes], dtype=pl.String)
    return [coded.gather(index).alias(column), words.gather(index).alias(f"{column}_reported")]


def _dates(draw: Draw, month: np.ndarray, country: np.ndarray, reporters: int) -> dict[str, pl.Series]:
    """The day, how precisely it is known, and when the record was first seen (slower for some reporters)."""
    start = np.datetime64(FIRST_MONTH, "M") + month
    first, following = start.astype("datetime64[D]"), (start + 1).astype("datetime64[D]")
    day = first + (draw.random(len(month)) * (following - first).astype(int)).astype("timedelta64[D]")
    slowness = draw.lognormal(0, 0.4, reporters)
    slowness *= np.where(draw.random(reporters) < 0.1, 2.0, 1.0)
    mean = slowness[country].mean() if len(country) else 1.0
    delay = draw.gamma(2.0, DELAY_DAYS / 2 / mean, len(month)) * slowness[country]
    precision = draw.choice(3, len(month), p=[0.975, 0.02, 0.005])
    return {
        "seized_on": pl.Series(day).cast(pl.Date),
        "first_seen": pl.Series(day + delay.astype("timedelta64[D]")).cast(pl.Date),
        "date_precision": pl.Series(["day", "month", "year"]).gather(precision),
    }


def _first_day() -> pl.Expr:
    """The first day of the period where the day is not reported."""
    day, precision = pl.col("seized_on"), pl.col("date_precision")
    month = pl.when(precision == "month").then(day.dt.truncate("1mo"))
    return month.when(precision == "year").then(day.dt.truncate("1y")).otherwise(day)


def _places(draw: Draw, n: int) -> list[pl.Series]:
    """Neutral names of places, and texts that the demo leaves empty."""
    places = ["", *(f"{kind} {i}" for kind in PLACES for i in range(1, 9))]
    provinces = ["", *(f"Province {i}" for i in range(1, 9))]
    province = draw.integers(0, 9, n)
    place = np.where(draw.random(n) < 0.7, 1 + draw.integers(0, len(places) - 1, n), 0)
    texts = ("concealment_reported", "facility_reported", "routing_reported")
    return [
        pl.Series(provinces).gather(province).alias("admin1_reported"),
        pl.Series(places).gather(place).alias("place_reported"),
        *(pl.repeat("", n, dtype=pl.String, eager=True).alias(c) for c in texts),
    ]


def _routes(draw: Draw, everyone: list[str], group: np.ndarray, country: pl.Series, mode: pl.Series) -> list[pl.Series]:
    """Producing country, departure and destination: by group of goods, with hubs; half of them empty."""
    codes, n = [*everyone, UNKNOWN, EMPTY], len(group)
    unknown, empty = len(everyone), len(everyone) + 1
    here = np.searchsorted(np.array(everyone), country.to_numpy()) if n else np.zeros(0, int)
    hub = np.ones(len(everyone))
    hub[draw.choice(len(everyone), HUBS, replace=False)] = 4.0
    lands, by_land = _lands(everyone), mode.is_in(LAND).to_numpy()
    near = _nearness(everyone)
    index: dict[str, np.ndarray] = {}
    for role, blank in ROLES.items():
        shape = (int(_group_index().max()) + 1, len(everyone))
        weights = draw.lognormal(0, 1.0, shape) * (draw.random(shape) < PARTNERS)
        partners = _partners(draw, _capped(weights * (1 if role == "producing" else hub), 0.97), near, group, here)
        if role == "destination":  # often the country of seizure itself
            partners = np.where(draw.random(n) < 0.4, here, partners)
        chance = draw.random(n)
        if role != "producing":  # no road leads over the sea
            chance = np.where(by_land & (lands[partners] != lands[here]), 0.0, chance)
        index[role] = np.where(chance < blank, empty, np.where(chance < blank + 0.06, unknown, partners))
    same = (index["departure"] == index["destination"]) & (index["departure"] < unknown)
    index["departure"][same] = empty
    return [s for role, chosen in index.items() for s in _named(role, codes, chosen, "places")]


def _lands(everyone: list[str]) -> np.ndarray:
    """The land of each country by number; an island without a border has one of its own."""
    found = land_masses()
    return np.array([found.get(code, -i) for i, code in enumerate(everyone, start=1)])


def _nearness(everyone: list[str]) -> np.ndarray:
    """1 for two countries near each other, less with their distance: shape (countries, countries)."""
    middles = reference.places().filter(pl.col("code").is_in(everyone)).sort("code")
    lon, lat = (middles[c].to_numpy() for c in ("lon", "lat"))
    n = len(lon)
    metres = Geod(a=EARTH, b=EARTH).inv(np.repeat(lon, n), np.repeat(lat, n), np.tile(lon, n), np.tile(lat, n))[2]
    near: np.ndarray = NEAR / np.maximum(metres.reshape(n, n), NEAR)
    return near


def _partners(draw: Draw, weights: np.ndarray, near: np.ndarray, group: np.ndarray, here: np.ndarray) -> np.ndarray:
    """The other end by group of goods and country of seizure: weights of shape (groups, countries)."""
    groups, countries = weights.shape
    ties = draw.lognormal(0, TIES, (1, countries, countries)) * near
    each: np.ndarray = (weights[:, None, :] * ties).reshape(groups * countries, countries)
    return _pick(draw, each, group * countries + here)


def _transit(draw: Draw, events: pl.DataFrame) -> list[pl.Series]:
    """One or two countries passed on the way, of some of the seizures that report where they departed from."""
    names = reference.names("places")
    some = draw.random(events.height) < TRANSIT
    few = events.select("departure", "country", "destination").filter(pl.Series(some))
    known = few["departure"].is_in(list(names))
    hubs = few.filter(known)["departure"].unique().sort()
    if hubs.is_empty():
        return [pl.repeat(EMPTY, events.height, eager=True).alias(c) for c in ("transit", "transit_reported")]
    one, two = (hubs.gather(draw.integers(0, len(hubs), few.height)) for _ in range(2))
    free = [pl.all_horizontal(pl.lit(s) != pl.col(c) for c in few.columns) for s in (one, two)]
    passed = known & few.select(free[0]).to_series()
    both = passed & (one != two) & few.select(free[1]).to_series() & pl.Series(draw.random(few.height) < SECOND)
    drawn = pl.DataFrame({"one": one, "two": two, "passed": passed, "both": both})
    codes = [pl.when("passed").then("one").otherwise(pl.lit(EMPTY)), pl.when("both").then("two")]
    found = drawn.select(pl.concat_str(codes[0], codes[1], separator=">", ignore_nulls=True)).to_series().to_numpy()
    every = np.full(events.height, EMPTY, dtype=object)
    every[some] = found
    paths, index = np.unique(every.astype(str), return_inverse=True)
    words = ["; ".join(names[c] for c in path.split(">") if c) for path in paths]
    columns = {"transit": paths.tolist(), "transit_reported": words}
    return [pl.Series(name, texts, dtype=pl.String).gather(index) for name, texts in columns.items()]


def _origins(draw: Draw, n: int) -> np.ndarray:
    """The event behind each row: its own, or for about one in a hundred an earlier one, copied exactly."""
    origin = np.arange(n)
    copies = np.flatnonzero(draw.random(n) < COPIES)
    own = np.setdiff1d(origin, copies)
    if len(own) and own[0] == 0:
        origin[copies] = own[np.searchsorted(own, copies) - 1]
    return origin


def _flagged(draw: Draw, origin: np.ndarray) -> np.ndarray:
    """A few events, none of them copied, whose first line gets an absurd quantity."""
    events, times = np.unique(origin, return_counts=True)
    single = events[times == 1]
    return draw.choice(single, min(FLAGGED, len(single)), replace=False) if len(single) else single


def _lines(draw: Draw, events: pl.DataFrame, flagged: np.ndarray) -> pl.DataFrame:
    """The goods lines of each event: the first, and for some a second and third of the same group."""
    first, chance = events["goods_index"].to_numpy(), draw.random(events.height)
    more = [np.flatnonzero(chance < TWO_LINES + THREE_LINES), np.flatnonzero(chance < THREE_LINES)]
    event = np.concatenate([np.arange(events.height), *more])
    line = np.repeat([1, 2, 3], [events.height, *map(len, more)])
    goods = _neighbour(first[event], line - 1)
    absurd = np.isin(event, flagged) & (line == 1)
    words = _profile()["goods"].to_list()
    return pl.DataFrame({"event": event, "line": line}).with_columns(
        *_named("goods", words, goods, "goods"),
        *_quantities(draw, goods, absurd),
        pl.Series("implausible", absurd),
        *_reasons(draw, goods),
    )


def _reasons(draw: Draw, goods: np.ndarray) -> list[pl.Series]:
    """Why the goods are illicit, by goods; of some it is not reported."""
    codes, weights = _weights("illicit")
    chosen = _pick(draw, weights, goods)
    words = [ILLICIT_REASONS[c] if c else "" for c in codes]
    return [pl.Series(codes).gather(chosen).alias("illicit"), pl.Series(words).gather(chosen).alias("illicit_reported")]


def _neighbour(goods: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The goods so many steps further in the same group (the profile lists a group together)."""
    group = _group_index()
    start = np.array([np.flatnonzero(group == g)[0] for g in range(group.max() + 1)])
    size, own = np.bincount(group), group[goods]
    moved: np.ndarray = start[own] + (goods - start[own] + steps) % size[own]
    return moved


def _units() -> pl.DataFrame:
    """Two rows for each kind of goods (its two units): size, class, base units per thousandth, ceiling."""
    rows = []
    for goods, group, spread, *pairs in (
        _profile().select("goods", "group", "spread", "unit", "median", "unit_2", "median_2").iter_rows()
    ):
        for unit, median in (pairs[:2], pairs[2:]):
            known = base_factor(unit)
            if known is None or known[1] % MILLI:
                raise ValueError(f"The demo profile of {goods} has an unusable unit: {unit}.")
            per_milli = int(known[1]) // MILLI
            ceiling = ceiling_base(known[0], goods, group) // per_milli
            rows.append((unit, known[0], median, spread, known[0] in COUNTED, per_milli, ceiling))
    names = ["unit", "unit_class", "median", "spread", "counted", "per_milli", "ceiling"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _quantities(draw: Draw, goods: np.ndarray, absurd: np.ndarray) -> list[pl.Series]:
    """Log-normal quantities in the unit of the goods; some without a quantity, half of those without unit."""
    n, share = len(goods), _profile()["share_2"].to_numpy()[goods]
    of = _units()[goods * 2 + (draw.random(n) < share)]
    size = of["median"].to_numpy() * np.exp(of["spread"].to_numpy() * draw.standard_normal(n))
    counted, ceiling = of["counted"].to_numpy(), of["ceiling"].to_numpy()
    milli = np.where(counted, np.maximum(np.round(size), 1) * MILLI, np.maximum(np.round(size * MILLI), 1))
    milli = np.where(absurd, ceiling * 20, np.minimum(milli.astype(np.int64), ceiling // 2))
    chance = np.where(absurd, 1.0, draw.random(n))
    with_amount, with_unit = pl.Series(chance >= 0.04), pl.Series(chance >= 0.02)
    whole, rest = pl.col("milli") // MILLI, pl.col("milli") % MILLI
    decimal = pl.format("{}.{}", whole, rest.cast(pl.String).str.zfill(3))
    text = pl.when("counted").then(whole.cast(pl.String)).otherwise(decimal)
    columns: list[pl.Series] = (
        of.with_columns(milli=milli, with_amount=with_amount, with_unit=with_unit)
        .select(
            pl.when("with_amount").then(text).otherwise(pl.lit("")).alias("quantity_reported"),
            pl.when("with_unit").then("unit").otherwise(pl.lit("")).alias("unit_reported"),
            pl.when("with_unit").then("unit_class").otherwise(pl.lit("")).alias("unit_class"),
            pl.when("with_amount").then(pl.col("milli") * pl.col("per_milli")).alias("quantity_base"),
        )
        .get_columns()
    )
    return columns
