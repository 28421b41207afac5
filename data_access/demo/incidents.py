"""Invented incidents of invented companies, so that the page of the private sector shows what it can show."""

from datetime import date
from random import Random
from typing import Any

import polars as pl

from domain.incidents.frames import INCIDENT_SCHEMA

COMPANIES = (
    ("Invented Pharma A", "medicines", ("antibiotics", "antimalarials", "painkillers", "medicines"), 200),
    ("Invented Pharma B", "medicines", ("antibiotics", "erectile-dysfunction", "medicines"), 120),
    ("Invented Pharma C", "medicines", ("cancer-medicines", "painkillers", "medicines"), 90),
    ("Invented Tobacco A", "tobacco", ("cigarettes",), 80),
    ("Invented Tobacco B", "tobacco", ("cigarettes", "hand-rolling-tobacco"), 70),
    ("Invented Tobacco C", "tobacco", ("cigarettes", "e-liquid"), 60),
    ("Invented Fashion A", "counterfeit-goods", ("clothing", "footwear"), 40),
)
"""Company, its sector, its goods, how many incidents. That of fashion is alone: nothing of it is shown."""
PLACES = ("DEU", "DEU", "DEU", "ESP", "FRA", "GHA", "NGA", "NGA", "USA")
FROM = ("CHN", "CHN", "CHN", "IND", "IND", "TUR", "")
MODES = ("mail", "mail", "courier", "maritime", "air", "road", "")
FOUND = ("border", "post", "online", "online", "market", "warehouse", "")
HIDDEN = ("", "false-declaration", "small-parcels", "among-goods", "false-papers")
SEED = 20


def demo_incidents() -> pl.DataFrame:
    """All of them (INCIDENT_SCHEMA), the same each time."""
    dice = Random(SEED)  # noqa: S311 - invented data, the same each time
    rows: list[dict[str, Any]] = []
    for company, _, goods, n in COMPANIES:
        for number in range(1, n + 1):
            place = dice.choice(PLACES)
            rows.append(
                {
                    "row": len(rows) + 2,
                    "incident_id": f"{number}",
                    "company": company,
                    "source_type": "company",
                    "funder": "",
                    "found_on": date(2021 + dice.randrange(4), dice.randint(1, 12), dice.randint(1, 28)),
                    "date_precision": "day",
                    "goods": dice.choice(goods),
                    "illicit": "counterfeit",
                    "country": place,
                    "found_at": dice.choice(FOUND),
                    "departure": dice.choice(FROM),
                    "destination": place,
                    "mode": dice.choice(MODES),
                    "concealment": dice.choice(HIDDEN),
                    "quantity": str(dice.randrange(1, 5000)),
                    "unit": "pieces",
                    "value": "",
                    "currency": "",
                    "reported_to": dice.choice(("customs", "police", "")),
                    "note": "Invented",
                }
            )
    return pl.DataFrame(rows, schema=INCIDENT_SCHEMA)
