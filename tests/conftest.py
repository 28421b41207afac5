"""Stores of their own for every test: nothing touches the reader's files."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("ATLAS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
IDS = SHARED / "data" / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip"
HEADER = (
    "REGION;SUBREGION;COUNTRY;ADMINISTRATIVE_DIVISION;PLACE;SEIZURE_DATE;DRUG_NAME;AMOUNT;DRUG_UNIT;"
    "HIDING_PLACE;INSTALLATION;TRANSPORT;PRODUCING_COUNTRY;DEPARTURE_COUNTRY;DESTINATION_COUNTRY;ROUTING"
)


@pytest.fixture(autouse=True)
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATLAS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("ATLAS_CACHE_DIR", raising=False)
    return tmp_path / "var"


def row(
    country="Spain",
    day="2014-03-05",
    drug="Heroin",
    amount="1.5",
    unit="Kilogram",
    mode="",
    made="",
    start="",
    to="",
    place="Madrid",
) -> str:
    return f"R;S;{country};;{place};{day};{drug};{amount};{unit};;;{mode};{made};{start};{to};"


def write_ids(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def ids_file(tmp_path: Path) -> Path:
    return write_ids(
        tmp_path / "ids.csv",
        [
            row(),
            row(),
            row(country="Bolivia, Plurinational State of", drug="Coca leaf", amount="20", to="Unknown"),
            row(country="Iraq (Kurdistan Region)", day="2015-01", drug="Captagon", amount="100", unit="Tablet"),
            row(country="Macau, SAR of China", day="2015", start="Swaziland", to="Martinique", amount="0"),
            row(
                country="Malta",
                day="2014-07-01",
                amount="",
                start="Colombia",
                to="Spain",
                mode="Commercial air",
            ),
            row(country="Thailand", drug="Amphetamine", amount="4500000", day="2016-02-29"),
        ],
    )
