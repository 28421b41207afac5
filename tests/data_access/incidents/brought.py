"""Invented incidents of invented companies, as files of our own template."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from data_access.gateway import Gateway
from data_access.incidents.columns import TEMPLATE
from data_access.ingest.loading import import_file
from data_access.ingest.report import Report
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.viewer import of_company, public

USUAL = {"source_type": "company", "found_on": "2025-03-14", "goods": "antibiotics", "country": "GHA"}


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, [c.name for c in TEMPLATE.columns])
        writer.writeheader()
        writer.writerows({**USUAL, **row} for row in rows)
    return path


def some(company: str, n: int, *, seed: int = 1, first: int = 0, **fields: str) -> list[dict[str, str]]:
    """Incidents with modes, places and months of all kinds."""
    dice = Random(f"{company}{seed}")
    return [
        {
            "incident_id": str(first + i),
            "company": company,
            "country": dice.choice(["GHA", "NGA", "ESP", "KEN"]),
            "mode": dice.choice(["mail", "mail", "maritime", "air", ""]),
            "found_at": dice.choice(["market", "online", "border"]),
            "departure": dice.choice(["CHN", "IND", ""]),
            "concealment": dice.choice(["", "false-declaration", "small-parcels"]),
            "found_on": f"2025-{dice.randint(1, 12):02}-03",
            **fields,
        }
        for i in range(n)
    ]


def bring(path: Path, rows: Iterable[Mapping[str, str]]) -> Report:
    return import_file(open_store(settings().database_url), ADAPTERS["incidents"], write(path, rows))


def as_company(name: str):
    return Gateway.open().for_viewer(of_company(name, "en"))


def as_public():
    return Gateway.open().for_viewer(public("en"))
