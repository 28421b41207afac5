"""What a briefing is about: a place (the world, a region, a country), and a period of whole years."""

from dataclasses import dataclass, replace

import polars as pl

from data_access.answers import Answers
from data_access.kept import kept
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.dimensions import PSEUDO_LABELS
from domain.selection import Selection
from domain.words import Words
from reports.changes import incomplete_years
from reports.dates import provisional_from
from reports.titles import period as period_in_words
from reports.titles import with_article
from reports.wording import code_names


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`selection`: the filters with the period. `place`: the code of a single country, `region`: of a single region,
    '' for others; `members`: the countries and territories that it holds, () for all.
    """

    selection: Selection
    place: str
    region: str
    members: tuple[str, ...]

    @property
    def first(self) -> str:
        """The first year."""
        return self.selection.start[:4]

    @property
    def last(self) -> str:
        """The last year."""
        return self.selection.end[:4]

    @property
    def everywhere(self) -> Selection:
        """The same goods and period, of the world."""
        return self.selection.having("country", ()).having("region", ())

    @property
    def always(self) -> Selection:
        """The same place and goods, of all years."""
        return replace(self.selection, start="", end="")

    def name(self, words: Words, *, inside: bool = False) -> str:
        """'World', 'Western Europe', 'Netherlands'; inside a sentence 'the Netherlands'."""
        dimension = next((d for d in ("country", "region") if self.selection.values(d)), "")
        if not dimension:
            return words.t("the world") if inside else words.t("World")
        pseudo = {code: words.t(label) for code, label in PSEUDO_LABELS.items()}
        names = pseudo | code_names(dimension, self.selection.scheme, words)
        found = [names.get(code, code) for code in by_name(self.selection.values(dimension), names)]
        return words.listed([with_article(one, words) for one in found] if inside else found, most=3)

    def period(self, words: Words) -> str:
        """'2015', '2011–2016'."""
        return period_in_words(self.selection, words)


def places_and_goods(selection: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Country or region, and goods, for what is no seizure: codes that stand for something not known are left out."""
    places, known = reference.names("places"), reference.names("goods")
    regions = set(reference.regions(selection.scheme)["region"])
    countries = tuple(code for code in selection.values("country") if code in places)
    goods = (*selection.values("goods"), *selection.values("goods_group"))
    where = (
        ("country", countries),
        ("region", () if countries else tuple(code for code in selection.values("region") if code in regions)),
        ("goods", tuple(code for code in goods if code in known)),
    )
    return tuple((dimension, codes) for dimension, codes in where if codes)


def scoped(answers: Answers, selection: Selection) -> Scope:
    """The scope of a link: without a period the newest year that can be told of (see `newest_year`)."""
    if not (selection.start or selection.end or selection.values("year") or selection.values("month")):
        year = newest_year(answers, selection)
        first, last = (f"{year}-01", f"{year}-12") if year else answers.months()
        selection = replace(selection, start=first, end=last)
    else:
        first, last = answers.months()
        selection = replace(selection, start=selection.start or first, end=selection.end or last)
    countries, regions = selection.values("country"), selection.values("region")
    return Scope(
        selection=selection,
        place=countries[0] if len(countries) == 1 and countries[0] in reference.names("places") else "",
        region=regions[0] if len(regions) == 1 and not countries and _is_region(regions[0], selection) else "",
        members=answers.places_asked(selection),
    )


def _is_region(code: str, selection: Selection) -> bool:
    """Whether it is one of the scheme; that which stands for being in none is not."""
    return code in set(reference.regions(selection.scheme)["region"])


@kept
def years_with_records(answers: Answers, selection: Selection) -> tuple[str, ...]:
    """The years with reported seizures of a selection, sorted."""
    found = answers.seizures(selection, "year").filter((pl.col("value") > 0) & (pl.col("year") != ""))
    return tuple(sorted(found["year"].to_list()))


@kept
def newest_year(answers: Answers, selection: Selection) -> str:
    """The last year with records that is final and not cut short for reporters that matter; else the last final one;
    else the last. '' without records.
    """
    years, edge = years_with_records(answers, selection), provisional_from(answers) or "9999"
    final = [year for year in years if year < edge]
    short = incomplete_years(answers, selection)
    whole = [year for year in final if year not in short]
    return next((found[-1] for found in (whole, final, years) if found), "")
