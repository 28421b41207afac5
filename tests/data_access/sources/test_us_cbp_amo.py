"""US CBP Air and Marine Operations: the same shape, distinguished from the figures that it overlaps."""

from datetime import date
from pathlib import Path

import pytest

from data_access.sources.us_cbp import UsCbp, UsCbpAmo
from domain.errors import SourceError
from tests.data_access.sources.test_us_cbp import FOLDER, OFO, check_real, read, write_rows
from tests.data_access.sources.test_us_cbp import write_sample as write_nationwide

REAL = FOLDER / "amo-drug-seizures-fy19-fy22.csv"
ADAPTER = UsCbpAmo()
AMO = "Air and Marine Operations"
SAMPLE = [
    ["2019", "DEC", AMO, "Coastal/Interior", "Other", "Caribbean Air And Marine Branch", "Cocaine", "4", "1794.82"],
    ["2020", "APR", AMO, "Southwest Border", "Land", "Tucson Air Branch", "Fentanyl", "1", "0.95"],
    ["2020", "APR", OFO, "Southwest Border", "Land", "Tucson Air Branch", "Heroin", "1", "0.95"],
    ["2020", "APR", AMO, "Southwest Border", "Land", "Tucson Air Branch", "Heroin", "one", "0.95"],
    ["2020", "", AMO, "Southwest Border", "Land", "Tucson Air Branch", "Heroin", "1", "0.95"],
]


def write_sample(folder: Path) -> Path:
    """2 rows to take, 3 to refuse."""
    return write_rows(folder / "amo.csv", ADAPTER.fields, SAMPLE)


def test_records_tell_that_they_overlap(tmp_path):
    records, refused = read(write_sample(tmp_path), ADAPTER)
    assert records["seized_on"].to_list() == [date(2018, 12, 1), date(2020, 4, 1)]
    assert records["events"].to_list() == [4, 1]
    assert records["quantity_base"].to_list() == [814_116_657_523, 430_912_752]
    assert records["place_reported"].to_list() == ["Caribbean Air And Marine Branch", "Tucson Air Branch"]
    assert records["facility_reported"].to_list() == ["Land filter: Other", "Land filter: Land"]
    assert set(records["agency_kind"]) == {"border"}
    assert records["overlap"].str.contains("Field Operations and Border Patrol").all()
    assert refused.select("row", "field", "value").rows() == [
        (4, "Component", OFO),
        (5, "Count of Event", "one"),
        (6, "Month (abbv)", ""),
    ]


def test_it_stands_behind_the_nationwide_source_in_one_group():
    own, nationwide = ADAPTER.info, UsCbp.info
    assert own.source_id == "us-cbp-amo"
    assert own.overlap_group == nationwide.overlap_group == "us-cbp"
    assert own.precedence > nationwide.precedence


def test_the_nationwide_file_is_not_taken_for_it(tmp_path):
    with pytest.raises(SourceError, match=r"Branch are missing.*looks like the file of us-cbp\."):
        list(ADAPTER.chunks(write_nationwide(tmp_path)))


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real CBP file is not at ../shared/data")
def test_the_real_file_to_the_last_event():
    records = check_real(REAL, ADAPTER)
    assert records.height == 1_772
    assert records["events"].sum() == 4_141
