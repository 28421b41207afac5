"""The dimensions that a question may group or filter by, and the codes that mean "not reported"."""

from dataclasses import dataclass

UNKNOWN = "unknown"
"""The reporter wrote that it does not know: kept apart from an empty field."""
EMPTY = ""
"""The reporter left the field empty."""
OTHER = "other"
MULTIPLE = "multiple"
UNASSIGNED = "unassigned"
"""A place that belongs to no region of the scheme."""

PSEUDO_LABELS = {
    EMPTY: "Not reported",
    UNKNOWN: "Reported as unknown",
    OTHER: "Other",
    MULTIPLE: "Several countries",
    UNASSIGNED: "In no region of this scheme",
}


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A way to group or filter. `coded` dimensions accept only known codes; others are free text."""

    key: str
    label: str
    coded: bool = True
    detail: bool = False
    """Too fine for the cube: asked of the database each time."""


DIMENSIONS = {
    d.key: d
    for d in (
        Dimension(key="country", label="Country or territory of seizure"),
        Dimension(key="region", label="Region"),
        Dimension(key="year", label="Year"),
        Dimension(key="month", label="Month"),
        Dimension(key="goods", label="Goods"),
        Dimension(key="goods_group", label="Group of goods"),
        Dimension(key="illicit", label="Why illicit"),
        Dimension(key="mode", label="Transport mode"),
        Dimension(key="producing", label="Producing country"),
        Dimension(key="departure", label="Country of departure"),
        Dimension(key="destination", label="Intended destination"),
        Dimension(key="route", label="Departure and destination"),
        Dimension(key="source", label="Source"),
        Dimension(key="goods_reported", label="Goods as reported", coded=False, detail=True),
        Dimension(key="division", label="Administrative division", coded=False, detail=True),
        Dimension(key="admin1", label="Administrative division as reported", coded=False, detail=True),
        Dimension(key="place", label="Place as reported", coded=False, detail=True),
        Dimension(key="concealment", label="Concealment as reported", coded=False, detail=True),
        Dimension(key="facility", label="Kind of location as reported", coded=False, detail=True),
        Dimension(key="routing", label="Routing as reported", coded=False, detail=True),
        Dimension(key="transit", label="Transit countries in order", coded=False, detail=True),
        Dimension(key="species", label="Species as reported", coded=False, detail=True),
        Dimension(key="hs", label="HS heading or code", coded=False, detail=True),
        Dimension(key="detection", label="Detection method as reported", coded=False, detail=True),
        Dimension(key="agency", label="Agency as reported", coded=False, detail=True),
        Dimension(key="agency_kind", label="Kind of agency", coded=False, detail=True),
        Dimension(key="operation", label="Operation", coded=False, detail=True),
        Dimension(key="case", label="Case", coded=False, detail=True),
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
