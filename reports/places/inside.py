"""A page about one place or region: which one, and what of the filters it opens inside or leaves out."""

from dataclasses import dataclass

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az, by_name
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.titles import MOST
from reports.wording import code_names

NO_PLACE = N_("The link does not name a known country or territory; showing {place} instead.")
NO_REGION = N_("The link does not name a region of this scheme; showing {region} instead.")


@dataclass(frozen=True, kw_only=True)
class Inside:
    """`part`: the selection of the page's place. `whole`: the same without the place, of which `part` is a part.

    `left_out`: the filters left out, in words.
    """

    part: Selection
    whole: Selection
    left_out: tuple[str, ...] = ()


def place_shown(answers: Answers, selection: Selection, asked: str) -> str:
    """The country or territory that is asked for, else that of the filters, else the first A–Z with records."""
    names = reference.names("places")
    if asked in names:
        return asked
    filtered = [code for code in selection.values("country") if code in names]
    return (filtered or by_name((c for c in answers.codes("country") if c in names), names))[0]


def region_shown(selection: Selection, asked: str) -> tuple[str, dict[str, str]]:
    """The region that is asked for, else that of the filters, else the first A–Z; and code → name of all, A–Z."""
    names = dict(reference.regions(selection.scheme).sort(az("name")).select("region", "name").iter_rows())
    filtered = [code for code in selection.values("region") if code in names]
    return asked if asked in names else (filtered or list(names))[0], names


def members(scheme: str, region: str) -> tuple[str, ...]:
    """The countries and territories of a region."""
    return tuple(reference.membership(scheme).filter(pl.col("region") == region)["country"].to_list())


def of_country(answers: Answers, selection: Selection, place: str, words: Words) -> Inside:
    """The selection inside a country or territory."""
    left_out = [] if place in selection.values("country") or not selection.values("country") else ["country"]
    regions = selection.values("region")
    of_regions = Selection(scheme=selection.scheme).having("region", regions)
    if regions and place not in answers.places_asked(of_regions):
        left_out.append("region")
    return _inside(selection, "country", place, left_out, words)


def of_region(selection: Selection, region: str, among: tuple[str, ...], words: Words) -> Inside:
    """The selection inside a region of its scheme; among: its countries and territories."""
    left_out = [] if region in selection.values("region") or not selection.values("region") else ["region"]
    countries = selection.values("country")
    if countries and not set(countries) & set(among):
        left_out.append("country")
    return _inside(selection, "region", region, left_out, words)


def _inside(selection: Selection, dimension: str, code: str, left_out: list[str], words: Words) -> Inside:
    filters = tuple(_filter(selection, d, words) for d in left_out)
    whole = selection
    for other in {dimension, *left_out}:
        whole = whole.having(other, ())
    return Inside(part=whole.having(dimension, (code,)), whole=whole, left_out=filters)


def _filter(selection: Selection, dimension: str, words: Words) -> str:
    """'Region: Western Africa'."""
    names = code_names(dimension, selection.scheme, words)
    label = words.t("Country or territory") if dimension == "country" else words.t("Region")
    listed = words.listed([names.get(v, v) for v in selection.values(dimension)], MOST)
    return words.t("{label}: {names}", label=label, names=listed)
