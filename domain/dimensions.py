"""The dimensions that a question may group or filter by, and the codes that mean "not reported"."""

from dataclasses import dataclass

from domain.messages import N_

UNKNOWN = "unknown"
"""The reporter wrote that it does not know: kept apart from an empty field."""
EMPTY = ""
"""The reporter left the field empty."""
OTHER = "other"
MULTIPLE = "multiple"
UNASSIGNED = "unassigned"
"""A place that belongs to no region of the scheme."""

PSEUDO_LABELS = {
    EMPTY: N_("Not reported"),
    UNKNOWN: N_("Reported as unknown"),
    OTHER: N_("Other"),
    MULTIPLE: N_("Several countries"),
    UNASSIGNED: N_("In no region of this scheme"),
}
PSEUDO_INSIDE = {
    EMPTY: N_("not reported"),
    UNKNOWN: N_("reported as unknown"),
    OTHER: N_("other"),
    MULTIPLE: N_("several countries"),
    UNASSIGNED: N_("in no region of this scheme"),
}
"""The same inside a sentence."""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A way to group or filter. `coded` dimensions accept only known codes; others are free text."""

    key: str
    label: str
    inside: str
    """The label inside a sentence."""
    coded: bool = True
    detail: bool = False
    """Too fine for the cube: asked of the database each time."""


DIMENSIONS = {
    d.key: d
    for d in (
        Dimension(
            key="country", label=N_("Country or territory of seizure"), inside=N_("country or territory of seizure")
        ),
        Dimension(key="region", label=N_("Region"), inside=N_("region")),
        Dimension(key="year", label=N_("Year"), inside=N_("year")),
        Dimension(key="month", label=N_("Month"), inside=N_("month")),
        Dimension(key="goods", label=N_("Goods"), inside=N_("goods")),
        Dimension(key="goods_group", label=N_("Group of goods"), inside=N_("group of goods")),
        Dimension(key="illicit", label=N_("Why illicit"), inside=N_("why illicit")),
        Dimension(key="mode", label=N_("Transport mode"), inside=N_("transport mode")),
        Dimension(key="producing", label=N_("Producing country"), inside=N_("producing country")),
        Dimension(key="departure", label=N_("Country of departure"), inside=N_("country of departure")),
        Dimension(key="destination", label=N_("Intended destination"), inside=N_("intended destination")),
        Dimension(key="route", label=N_("Departure and destination"), inside=N_("departure and destination")),
        Dimension(key="source", label=N_("Source"), inside=N_("source")),
        Dimension(
            key="goods_reported",
            label=N_("Goods as reported"),
            inside=N_("goods as reported"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="division",
            label=N_("Administrative division"),
            inside=N_("administrative division"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="admin1",
            label=N_("Administrative division as reported"),
            inside=N_("administrative division as reported"),
            coded=False,
            detail=True,
        ),
        Dimension(key="place", label=N_("Place as reported"), inside=N_("place as reported"), coded=False, detail=True),
        Dimension(
            key="concealment",
            label=N_("Concealment as reported"),
            inside=N_("concealment as reported"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="facility",
            label=N_("Kind of location as reported"),
            inside=N_("kind of location as reported"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="routing", label=N_("Routing as reported"), inside=N_("routing as reported"), coded=False, detail=True
        ),
        Dimension(
            key="transit",
            label=N_("Transit countries in order"),
            inside=N_("transit countries in order"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="species", label=N_("Species as reported"), inside=N_("species as reported"), coded=False, detail=True
        ),
        Dimension(key="hs", label=N_("HS heading or code"), inside=N_("HS heading or code"), coded=False, detail=True),
        Dimension(
            key="detection",
            label=N_("Detection method as reported"),
            inside=N_("detection method as reported"),
            coded=False,
            detail=True,
        ),
        Dimension(
            key="agency", label=N_("Agency as reported"), inside=N_("agency as reported"), coded=False, detail=True
        ),
        Dimension(key="agency_kind", label=N_("Kind of agency"), inside=N_("kind of agency"), coded=False, detail=True),
        Dimension(key="operation", label=N_("Operation"), inside=N_("operation"), coded=False, detail=True),
        Dimension(key="case", label=N_("Case"), inside=N_("case"), coded=False, detail=True),
    )
}

WHERE_SEIZED = ("country", "region", "division", "admin1", "place", "facility", "agency")
"""What says where a seizure was made: filtered by these, what left a place and was caught elsewhere is missing."""

_ROLE_OPEN = (EMPTY, UNKNOWN, MULTIPLE)
_GOODS_OPEN = ("unclassified",)
NOT_KNOWN = {
    "country": (UNKNOWN,),
    "mode": (EMPTY, UNKNOWN),
    **dict.fromkeys(("producing", "departure", "destination"), _ROLE_OPEN),
    "goods": _GOODS_OPEN,
    "goods_group": _GOODS_OPEN,
    "illicit": (EMPTY,),
    "division": (EMPTY, OTHER),
    **{d.key: (EMPTY,) for d in DIMENSIONS.values() if d.detail and d.key != "division"},
}
"""Dimension → the codes of records that leave it open which value they have: such a record may belong to any of them.

'other' is a value of its own ("by none of the listed modes"), except for divisions, where it means words that are no
division we know. Records without a month are open within their year (see data_access.cube.filters).
"""
KIND_NOT_KNOWN = {"drugs": "unknown-drugs"}
"""Group of goods → the code of records that name the group and leave its kind open."""
