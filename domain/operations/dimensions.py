"""The dimensions and measures of operations: registries, as those of seizures and of cases."""

from domain.cases.vocabulary import GRADES
from domain.entries.dimensions import EntryDimension, EntryMeasure, by_key
from domain.messages import N_

YES_NO = {"yes": N_("Yes"), "no": N_("No")}
KINDS = {"goods": N_("On goods"), "people": N_("On people")}
ARRESTS = {
    "arrests": N_("Arrests"),
    "arrests_or_investigated": N_("Arrested or placed under investigation"),
    "warrants": N_("Arrest warrants"),
    "suspects": N_("Suspects identified, reported, investigated or prosecuted"),
    "unknown": N_("Not stated what the number counts"),
    "": N_("No figure"),
}
"""What a number of arrests counts. Numbers of two of these are never added."""
VALUES = {
    "as_reported": N_("As reported"),
    "computed": N_("Computed from a reported price"),
    "assumed": N_("With an assumed price or currency"),
    "": N_("No value"),
}
PRECISION = {"day": N_("Days known"), "month": N_("Months known"), "year": N_("Year known")}
REGIONS = {
    "africa": N_("Africa"),
    "americas": N_("Americas"),
    "asia": N_("Asia and South Pacific"),
    "europe": N_("Europe"),
    "mena": N_("Middle East and North Africa"),
    "global": N_("Worldwide"),
}
"""INTERPOL's regions, as the records of operations name them."""


OPERATION_DIMENSIONS = by_key(
    (
        EntryDimension(key="series", label=N_("Series"), inside=N_("series")),
        EntryDimension(key="goods", label=N_("Goods"), inside=N_("goods"), many=True, none=N_("Goods not listed")),
        EntryDimension(
            key="goods_group",
            label=N_("Group of goods"),
            inside=N_("group of goods"),
            many=True,
            none=N_("Goods not listed"),
        ),
        EntryDimension(
            key="category", label=N_("Goods as the source names them"), inside=N_("goods as named"), many=True
        ),
        EntryDimension(
            key="country",
            label=N_("Country or territory that took part"),
            inside=N_("country"),
            many=True,
            none=N_("Countries not named"),
        ),
        EntryDimension(
            key="region", label=N_("Region of the operation"), inside=N_("region"), many=True, codes=REGIONS
        ),
        EntryDimension(
            key="organisation",
            label=N_("Led or joined by"),
            inside=N_("organisation"),
            many=True,
            none=N_("Not stated"),
        ),
        EntryDimension(key="kind", label=N_("On goods or on people"), inside=N_("kind"), codes=KINDS),
        EntryDimension(key="year", label=N_("Year of the operation"), inside=N_("year")),
        EntryDimension(
            key="arrests_basis", label=N_("What arrests count"), inside=N_("what arrests count"), codes=ARRESTS
        ),
        EntryDimension(
            key="value_basis", label=N_("Basis of the value"), inside=N_("basis of the value"), codes=VALUES
        ),
        EntryDimension(key="currency", label=N_("Currency of the value"), inside=N_("currency"), none=N_("No value")),
        EntryDimension(key="grade", label=N_("Grade of the sources"), inside=N_("grade of sources"), codes=GRADES),
        EntryDimension(key="combined", label=N_("Combined total"), inside=N_("combined total"), codes=YES_NO),
        EntryDimension(key="preliminary", label=N_("Early figures"), inside=N_("early figures"), codes=YES_NO),
        EntryDimension(key="verified", label=N_("Every field read in a source"), inside=N_("verified"), codes=YES_NO),
        EntryDimension(key="precision", label=N_("How exactly it is dated"), inside=N_("dated to"), codes=PRECISION),
        EntryDimension(key="operation", label=N_("Operation"), inside=N_("operation")),
    )
)


OPERATION_MEASURES = by_key(
    (
        EntryMeasure(
            key="operations",
            label=N_("Announced operations"),
            inside=N_("announced operations"),
            counting_unit=N_("operations, one an edition"),
            caution=N_(
                "Only operations that were publicly announced and are closed, and whose results were found: their "
                "number says nothing of how much is done, or of how much is trafficked."
            ),
        ),
        EntryMeasure(
            key="operation_arrests",
            label=N_("Arrests announced"),
            inside=N_("arrests announced"),
            counting_unit=N_("persons, as announced"),
            caution=N_(
                "Numbers that count different things (arrests, warrants, suspects) are never added. Operations differ "
                "in length, countries and goods: a larger number is no greater success."
            ),
            column="arrests",
            apart=("arrests_basis",),
        ),
        EntryMeasure(
            key="operation_value",
            label=N_("Value announced"),
            inside=N_("value announced"),
            counting_unit=N_("in the currency named, as announced"),
            caution=N_(
                "Values are those of the announcements: of seized goods, or of what their notes say. Currencies and "
                "bases are never added, and nothing is converted."
            ),
            column="value_amount",
            apart=("currency", "value_basis"),
        ),
    )
)
