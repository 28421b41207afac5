"""The template for cases: its columns stand in reference/case_columns.csv."""

from data_access.entries.template import Template
from data_access.reference import tables as reference
from domain.cases import vocabulary as v

CASES = Template(
    name="cases",
    file="case_columns",
    lists={
        "regions": lambda: v.REGIONS,
        "goods": lambda: reference.names("goods"),
        "links": lambda: v.LINK,
        "group_kinds": lambda: v.GROUP_KINDS,
        "crimes": lambda: {
            f"{c}: {s}": f"{w} ({how})" for c, w in v.CRIMES.items() for s, how in v.CRIME_STANDARDS.items()
        },
        "evidence": lambda: v.EVIDENCE,
        "terrorism": lambda: v.TERRORISM,
        "quantity_roles": lambda: v.QUANTITY_ROLES,
        "finality": lambda: v.FINALITY,
        "grades": lambda: v.GRADES,
        "yesno": lambda: {"yes": "Yes", "no": "No"},
    },
    rows={
        "quantities": ("value", "unit", "what", "role", "currency", "qualifier"),
        "sources": ("title", "publisher", "date", "address"),
    },
)
