"""The closed lists of incidents, and the only breakdowns in which figures of several companies are ever shown."""

from dataclasses import dataclass

from domain.messages import N_

SOURCE_TYPES = {
    "company": N_("The company itself"),
    "association": N_("An association of companies"),
    "investigator": N_("An investigator or law firm for a company"),
    "other": N_("Another private source"),
}
"""Who brought an incident: what it is left out by."""
FOUND_AT = {
    "": N_("Not stated"),
    "border": N_("At a border"),
    "post": N_("In the post or with a courier"),
    "online": N_("Offered online"),
    "market": N_("At a market or in a shop"),
    "warehouse": N_("In a warehouse"),
    "factory": N_("Where it was made or packed"),
    "supply-chain": N_("In the lawful supply chain"),
    "other": N_("Elsewhere"),
}
CONCEALMENTS = {
    "": N_("Not stated"),
    "none": N_("Not hidden"),
    "false-declaration": N_("Declared as something else"),
    "among-goods": N_("Among other goods"),
    "small-parcels": N_("Split into small parcels"),
    "parts-apart": N_("Goods and labels sent apart"),
    "false-papers": N_("With false papers"),
    "in-vehicle": N_("Hidden in a vehicle or container"),
    "on-person": N_("On the person or in baggage"),
    "other": N_("Otherwise"),
}
SEASONS = {
    "Q1": N_("January to March"),
    "Q2": N_("April to June"),
    "Q3": N_("July to September"),
    "Q4": N_("October to December"),
    "": N_("Month not stated"),
}


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """A way in which incidents of a sector are shown. There are no others, and no filters: each filter more would be
    one question more whose difference to another could be taken.
    """

    key: str
    label: str
    of_seizures: str
    """The dimension of seizures that is nearest, '' where there is none."""


BREAKDOWNS = {
    b.key: b
    for b in (
        Breakdown(key="route", label=N_("Route"), of_seizures="route"),
        Breakdown(key="mode", label=N_("Transport mode"), of_seizures="mode"),
        Breakdown(key="concealment", label=N_("Concealment"), of_seizures="concealment"),
        Breakdown(key="place", label=N_("Country or territory where it was found"), of_seizures="country"),
        Breakdown(key="found_at", label=N_("Kind of place"), of_seizures=""),
        Breakdown(key="season", label=N_("Season"), of_seizures="month"),
    )
}
