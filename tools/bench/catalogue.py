"""What occurs in a generated store: places, routes, sets of goods, sources, divisions; with how often, by seed.

Two kinds: 'joint', where mode, route and goods depend on the country, as in real records, and 'independent', the worst
case for cells, where every dimension is drawn for itself. Nothing here describes a real event.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import polars as pl
import pycountry

from data_access.places.divisions import with_division
from data_access.reference import tables as reference
from domain.dimensions import EMPTY, UNKNOWN

KINDS = ("joint", "independent")
FIRST_YEAR, YEARS = 2000, 25
COUNTRIES, SOURCES = 200, 12
PLACES = 200
"""Places as reported of each country."""
LEVELS = ("public", "partners", "restricted", "confidential")
MODES = ("air", "road", "maritime", "mail", "rail", "passenger", EMPTY, UNKNOWN)
REASONS = ("prohibited", "smuggled", "counterfeit", "")
CURRENCIES, VALUATIONS = ("USD", "EUR", "GBP"), ("street", "customs")
WITH_DIVISIONS = ("ESP", "USA", "TUR", "FRA", "RUS", "ITA", "GBR", "THA", "PHL", "JPN", "MEX", "COL")
SETS = {"joint": 380, "independent": 3000}
SEVERAL = 0.18
"""Share of seizures with several goods."""
FREQUENT = 4000
"""Frequent routes of all countries together."""
SKEW = 2.0
"""How much more often the first of a rank occurs than by Zipf (1: as there). Chosen so that the cells of a million
records are about as many as in real files: 0.6 a record by month with all dimensions, 0.35 by year."""
PATTERNS = 6000
"""Frequent combinations of mode, route and set of goods of all countries together."""
OPEN_GOODS = ("unknown-drugs", "unclassified")
CLASSES = ("mass", "pieces", "volume")
Draw = np.random.Generator
Numbers = np.ndarray


def zipf(n: int, power: float = 1.0) -> Numbers:
    """Shares of n members, the first the largest; they add up to 1."""
    weights = 1.0 / np.arange(1, n + 1) ** power
    shares: Numbers = weights / weights.sum()
    return shares


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The members of every dimension and their weights. Arrays hold numbers of members, never codes."""

    kind: str
    seed: int

    def draw(self, *key: int) -> Draw:
        """A generator of its own for each purpose, so that chunks can be made in any order."""
        return np.random.default_rng([self.seed, KINDS.index(self.kind), *key])

    @cached_property
    def countries(self) -> list[str]:
        """Codes, the country with most records first; those with divisions are every other one of the first."""
        codes = [c for c in reference.read("places")["code"].to_list() if c not in WITH_DIVISIONS]
        others: list[str] = self.draw(1).permutation(sorted(codes))[: COUNTRIES - len(WITH_DIVISIONS)].tolist()
        pairs = [c for pair in zip(WITH_DIVISIONS, others, strict=False) for c in pair]
        return pairs + others[len(WITH_DIVISIONS) :]

    @cached_property
    def ends(self) -> list[str]:
        """What a role on a route may hold: a country, or one of two ways of not knowing."""
        return [*self.countries, EMPTY, UNKNOWN]

    @cached_property
    def places(self) -> pl.Series:
        """'' and the places as reported, country by country."""
        return pl.Series("place", ["", *(f"{c} place {i}" for c in self.countries for i in range(1, PLACES + 1))])

    @cached_property
    def goods(self) -> list[str]:
        """45 codes of goods of every group, the most frequent first; two of them leave the kind open."""
        table = reference.goods().filter(pl.col("parent") != "", ~pl.col("code").is_in(OPEN_GOODS))
        drugs = table.filter(pl.col("parent") == "drugs")["code"].head(14).to_list()
        other = self.draw(2).permutation(table.filter(pl.col("parent") != "drugs")["code"].to_list()).tolist()
        return [*drugs, OPEN_GOODS[0], *other[:14], OPEN_GOODS[1], *other[14:29]]

    @cached_property
    def members(self) -> list[tuple[str, str, str]]:
        """What a set of goods is made of: goods, why illicit, unit class ('' without a quantity)."""
        draw, found = self.draw(3), []
        for goods in self.goods:
            reasons = draw.choice(REASONS, 2, replace=False)
            main, second = draw.permutation(CLASSES)[:2]
            found += [(goods, str(reason), str(unit)) for reason in reasons for unit in (main, second, "")]
        return found

    @cached_property
    def sets(self) -> list[tuple[tuple[str, str, str], ...]]:
        """The sets by number: first those of one member, then those of several; each sorted, none twice."""
        draw, count = self.draw(4), SETS[self.kind]
        singles = [(m,) for m in self.members]
        weights = np.repeat(zipf(len(self.goods), 0.7), len(self.members) // len(self.goods))
        several: dict[tuple[tuple[str, str, str], ...], None] = {}
        while len(several) < count - len(singles):
            chosen = draw.choice(len(self.members), 2 + int(draw.random() ** 2 * 3), replace=False, p=_share(weights))
            several[tuple(sorted(self.members[i] for i in chosen))] = None
        return [*singles, *several]

    @cached_property
    def in_sets(self) -> tuple[Numbers, Numbers, Numbers]:
        """Where the members of each set begin, how many they are, and the number of each in `members`."""
        number = {member: i for i, member in enumerate(self.members)}
        size = np.array([len(members) for members in self.sets])
        flat = np.array([number[m] for members in self.sets for m in members])
        return np.cumsum(size) - size, size, flat

    @cached_property
    def goods_sets(self) -> pl.DataFrame:
        """goods_set_id and members as the store holds them: 'goods~why~unit class', sorted, joined by '|'."""
        texts = ["|".join(sorted("~".join(m) for m in members)) for members in self.sets]
        ids = pl.int_range(1, len(texts) + 1, dtype=pl.Int32, eager=True)
        return pl.DataFrame({"goods_set_id": ids, "members": texts})

    @cached_property
    def set_shares(self) -> Numbers:
        """How often a set occurs: those of several goods take SEVERAL of all."""
        singles, draw = len(self.members), self.draw(5)
        one = np.repeat(zipf(len(self.goods)), singles // len(self.goods)) * draw.lognormal(0, 1, singles)
        more = draw.permutation(zipf(len(self.sets) - singles, 0.8))
        shares: Numbers = np.concatenate([_share(one) * (1 - SEVERAL), more * SEVERAL])
        return shares

    @cached_property
    def taste(self) -> Numbers:
        """Shares of the sets by country, shape (countries, sets): each knows some of them well."""
        draw = self.draw(6)
        shape = (COUNTRIES, len(self.sets))
        weights = self.set_shares * draw.lognormal(0, 1.5, shape) * (draw.random(shape) < 0.6)
        return _rows(weights + self.set_shares * 1e-3)

    @cached_property
    def modes(self) -> Numbers:
        """Shares of the modes by country, shape (countries, modes)."""
        return _rows(zipf(len(MODES), 0.6) * self.draw(7).lognormal(0, 0.9, (COUNTRIES, len(MODES))))

    @cached_property
    def frequent(self) -> tuple[Numbers, Numbers, Numbers]:
        """Frequent routes: where those of each country begin, how many there are, and their codes (see `route_of`)."""
        draw = self.draw(8)
        size = np.maximum((FREQUENT * zipf(COUNTRIES, 0.5)).astype(int), 3)
        country = np.repeat(np.arange(COUNTRIES), size)
        partners, n = draw.permutation(zipf(COUNTRIES)), len(country)
        roles = [self._role(draw, partners, n, blank) for blank in (0.56, 0.35, 0.35)]
        roles[2] = np.where(draw.random(n) < 0.4, country, roles[2])
        return np.concatenate([[0], np.cumsum(size)[:-1]]), size, route_of(*roles)

    @cached_property
    def patterns(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """What often comes together in a country: where its patterns begin, how many they are; mode, route and set of
        each. The first of a country is the most frequent.
        """
        draw, (start, routes_of, routes) = self.draw(11), self.frequent
        size = np.maximum((PATTERNS * zipf(COUNTRIES, 0.5)).astype(int), 8)
        country = np.repeat(np.arange(COUNTRIES), size)
        route = routes[start[country] + ranks(draw, routes_of[country])]
        mode, goods_set = each(draw, self.modes, country), each(draw, self.taste, country)
        return np.cumsum(size) - size, size, mode, route, goods_set

    def _role(self, draw: Draw, shares: Numbers, n: int, blank: float) -> Numbers:
        """Countries by these shares; `blank` of them empty, one in sixteen reported as unknown."""
        chance, found = draw.random(n), draw.choice(COUNTRIES, n, p=shares)
        blanked: Numbers = np.where(chance < blank, COUNTRIES, np.where(chance > 1 - 1 / 16, COUNTRIES + 1, found))
        return blanked

    def any_route(self, draw: Draw, n: int) -> Numbers:
        """Routes whose ends have nothing to do with each other."""
        shares = zipf(COUNTRIES)
        blanks = (0.5, 0.3, 0.3) if self.kind == "joint" else (0.02, 0.02, 0.02)
        return route_of(*[self._role(draw, np.roll(shares, 7 * i), n, blank) for i, blank in enumerate(blanks)])

    @cached_property
    def reporting(self) -> Numbers:
        """Shares of source and country by year, shape (years, sources × countries); each year adds up to 1.

        Jointly, a source reports some countries and some years. The first two sources overlap.
        """
        draw, sizes = self.draw(9), zipf(SOURCES, 0.5)
        weights = np.ones((YEARS, SOURCES, 1)) * sizes[:, None] * zipf(COUNTRIES, 1.3 if self.kind == "joint" else 1.0)
        if self.kind == "joint":
            begun = np.concatenate([[0], np.maximum(draw.integers(-6, YEARS - 3, SOURCES - 1), 0)])
            ended = np.minimum(begun + draw.integers(3, YEARS, SOURCES), YEARS)
            ended[0] = YEARS
            year = np.arange(YEARS)[:, None]
            active = ((year >= begun) & (year < ended))[:, :, None]
            knows = draw.random((SOURCES, COUNTRIES)) < np.where(np.arange(SOURCES) == 0, 0.6, 0.4)[:, None]
            weights = weights * active * knows
        return _rows(weights.reshape(YEARS, -1))

    @cached_property
    def levels(self) -> Numbers:
        """Shares of the handling levels by source, shape (sources, levels): most of a source's have one level."""
        shares = np.full((SOURCES, len(LEVELS)), 0.02)
        shares[np.arange(SOURCES), np.arange(SOURCES) % len(LEVELS)] += 1
        shares[:, 0] += 0.1
        return _rows(shares)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """The rows of the sources: the first two hold the same seizures, and the first counts."""
        number = np.arange(SOURCES)
        return pl.DataFrame({"source_id": [f"bench-{i + 1:02d}" for i in number]}).with_columns(
            pl.format("Invented source {}", pl.Series(number + 1)).alias("name"),
            pl.lit("Nobody: made up for a benchmark").alias("publisher"),
            pl.lit("official").alias("kind"),
            pl.Series([LEVELS[i % len(LEVELS)] for i in number]).alias("handling"),
            pl.lit("").alias("note"),
            pl.Series(["twice" if i < 2 else "" for i in number]).alias("overlap_group"),
            pl.Series([10 if i == 0 else 100 for i in number]).alias("precedence"),
            pl.lit("operator").alias("owner"),
        )

    @cached_property
    def spellings(self) -> pl.DataFrame:
        """How a division is reported, by number: country, admin1 (words), admin1_code, division as they resolve.

        Number 0 is nothing reported. Of every division its code and its name; of every country some words more.
        """
        alpha2 = dict(reference.read("places").select("code", "alpha2").iter_rows())
        rows = [("", "", "")]
        for country in WITH_DIVISIONS:
            found = sorted(pycountry.subdivisions.get(country_code=alpha2[country]) or (), key=lambda d: d.code)
            rows += [(country, "", d.code) for d in found] + [(country, d.name, "") for d in found]
            rows += [(country, f"Somewhere {i}", "") for i in range(5)]
        frame = pl.DataFrame(rows, schema=["country", "admin1", "admin1_code"], orient="row")
        return with_division(frame, ["division"]).with_row_index("spelling")

    @cached_property
    def spelled(self) -> dict[int, Numbers]:
        """Country → the numbers of its spellings, the most frequent first."""
        draw = self.draw(10)
        parts = self.spellings.filter(pl.col("country") != "").partition_by("country", as_dict=True)
        by_code = {str(key[0]): part["spelling"].to_numpy() for key, part in parts.items()}
        return {self.countries.index(code): draw.permutation(by_code[code]) for code in WITH_DIVISIONS}


def route_of(producing: Numbers, departure: Numbers, destination: Numbers) -> Numbers:
    """The id of a route from the numbers of its three ends (see `ends_of`)."""
    size = COUNTRIES + 2
    found: Numbers = (producing.astype(np.int64) * size + departure) * size + destination + 1
    return found


def ends_of(route: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The numbers of producing country, departure and destination of route ids."""
    size, code = COUNTRIES + 2, route - 1
    return code // size**2, code // size % size, code % size


def _share(weights: Numbers) -> Numbers:
    shares: Numbers = weights / weights.sum()
    return shares


def _rows(weights: Numbers) -> Numbers:
    """Each row divided by its sum."""
    shares: Numbers = weights / weights.sum(axis=1, keepdims=True)
    return shares


def one(draw: Draw, shares: Numbers, n: int) -> Numbers:
    """n members by their shares."""
    found: Numbers = np.minimum(np.searchsorted(np.cumsum(shares), draw.random(n), side="right"), len(shares) - 1)
    return found


def each(draw: Draw, shares: Numbers, row: Numbers) -> Numbers:
    """For each row number a member by the shares of that row."""
    width = shares.shape[1]
    steps = np.cumsum(shares, axis=1)
    steps[:, -1] = 1.0
    steps += np.arange(len(shares))[:, None]
    found = np.searchsorted(steps.ravel(), row + draw.random(len(row)), side="right") - row * width
    member: Numbers = np.minimum(found, width - 1)
    return member


def ranks(draw: Draw, sizes: Numbers) -> Numbers:
    """Numbers from 0 to below each size: the first most often, the others ever less (see SKEW)."""
    found: Numbers = np.minimum(np.exp(draw.random(len(sizes)) ** SKEW * np.log(sizes + 1)).astype(np.int64), sizes) - 1
    return found


@lru_cache(maxsize=4)
def catalogue(kind: str, seed: int) -> Catalogue:
    """The catalogue of a kind. Raises ValueError for one that there is not."""
    if kind not in KINDS:
        raise ValueError(f"The kinds are {', '.join(KINDS)}, not {kind}.")
    return Catalogue(kind, seed)
