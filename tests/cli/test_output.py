"""What the shell prints is opened in spreadsheets, too."""

import polars as pl

from cli.output import as_text


def test_nothing_of_the_data_becomes_a_formula_in_a_csv_of_the_shell():
    frame = pl.DataFrame({"place": ["=1+1", "@x", "Port"], "value": [-1.5, 2.0, 3.0]})
    assert as_text(frame, "csv").splitlines() == ["place,value", "'=1+1,-1.5", "'@x,2.0", "Port,3.0"]
    assert "=1+1" in as_text(frame, "json") and "'=" not in as_text(frame, "json")
