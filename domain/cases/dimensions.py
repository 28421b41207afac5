"""The dimensions and measures of cases: registries, as those of seizures (domain.dimensions, domain.measures)."""

from dataclasses import dataclass

from domain.cases import vocabulary as v
from domain.entries.dimensions import EntryDimension, EntryMeasure, by_key
from domain.messages import N_


@dataclass(frozen=True, kw_only=True)
class CaseDimension(EntryDimension):
    """A way to group or filter cases. `part`: the frame that holds it ('cases' has one row a case, others several)."""

    part: str = "cases"
    none: str = N_("Not documented")


CASE_DIMENSIONS = by_key(
    (
        CaseDimension(key="goods", label=N_("Goods"), inside=N_("goods"), part="goods"),
        CaseDimension(key="goods_group", label=N_("Group of goods"), inside=N_("group of goods"), part="goods"),
        CaseDimension(
            key="illicit",
            label=N_("Why illicit"),
            inside=N_("why illicit"),
            part="illicit",
            codes={"counterfeit": N_("Counterfeit")},
            none=N_("Not stated"),
        ),
        CaseDimension(key="country", label=N_("Country or territory in any role"), inside=N_("country"), part="places"),
        CaseDimension(key="region", label=N_("Region of a place"), inside=N_("region of a place"), part="regions"),
        CaseDimension(
            key="role",
            label=N_("Role of the place"),
            inside=N_("role of the place"),
            part="places",
            codes=v.PLACE_ROLES,
        ),
        CaseDimension(key="jurisdiction", label=N_("Where the court is"), inside=N_("court"), part="jurisdiction"),
        CaseDimension(
            key="departure",
            label=N_("Where the goods came from"),
            inside=N_("where the goods came from"),
            part="departure",
        ),
        CaseDimension(key="transit", label=N_("Transit"), inside=N_("transit"), part="transit"),
        CaseDimension(key="destination", label=N_("Destination"), inside=N_("destination"), part="destination"),
        CaseDimension(
            key="trade_region", label=N_("Region of the trade"), inside=N_("region of the trade"), codes=v.REGIONS
        ),
        CaseDimension(key="group_kind", label=N_("Kind of group"), inside=N_("kind of group"), codes=v.GROUP_KINDS),
        CaseDimension(
            key="linked_crime",
            label=N_("Linked crime"),
            inside=N_("linked crime"),
            part="crimes",
            codes=v.CRIMES,
            none=N_("No other crime documented"),
        ),
        CaseDimension(
            key="crime_standard",
            label=N_("Standard of the linked crime"),
            inside=N_("standard of the linked crime"),
            part="crimes",
            codes=v.CRIME_STANDARDS,
            none=N_("No other crime documented"),
        ),
        CaseDimension(key="evidence", label=N_("Evidence standard"), inside=N_("evidence standard"), codes=v.EVIDENCE),
        CaseDimension(
            key="link", label=N_("Link to organised crime"), inside=N_("link to organised crime"), codes=v.LINK
        ),
        CaseDimension(key="finality", label=N_("Finality"), inside=N_("finality"), codes=v.FINALITY),
        CaseDimension(
            key="terrorism", label=N_("Link to terrorism"), inside=N_("link to terrorism"), codes=v.TERRORISM
        ),
        CaseDimension(key="grade", label=N_("Grade of the sources"), inside=N_("grade of the sources"), codes=v.GRADES),
        CaseDimension(
            key="in_absence",
            label=N_("Sentence in absence"),
            inside=N_("sentence in absence"),
            codes=v.YES_NO_UNKNOWN,
            none=N_("Not stated"),
        ),
        CaseDimension(
            key="year",
            label=N_("Year of judgment"),
            inside=N_("year of judgment"),
            none=N_("No judgment, or no date read"),
        ),
        CaseDimension(key="source", label=N_("Source"), inside=N_("source")),
        CaseDimension(key="case", label=N_("Case"), inside=N_("case")),
    )
)

ROLES = {"jurisdiction": "jurisdiction", "origin": "departure", "transit": "transit", "destination": "destination"}
"""Role of a place in a case (vocabulary.PLACE_ROLES) → the dimension of the places in that role."""
PLACES = ("country", *ROLES.values())
"""Dimensions whose codes are places."""


CASE_MEASURES = by_key(
    (
        EntryMeasure(
            key="cases",
            label=N_("Documented cases"),
            inside=N_("documented cases"),
            counting_unit=N_("cases"),
            caution=N_(
                "Cases were chosen because they are documented: they are no sample, and their number says nothing of "
                "how often such crime happens."
            ),
        ),
        EntryMeasure(
            key="convictions",
            label=N_("Cases with a conviction or plea that stands"),
            inside=N_("cases with a conviction or plea that stands"),
            counting_unit=N_("cases with a conviction or plea"),
            caution=N_(
                "A case counts once, however many people were convicted. Sentences in absence and death sentences are "
                "labelled beside it, and are no measure of success."
            ),
        ),
    )
)
"""What is counted: the counting unit is the case."""
