"""Words: what ends as 'other' or 'unclassified' is listed, and fentanyl is one thing by every door."""

import polars as pl
import pytest

from data_access.harmonise.goods import find_goods
from data_access.reference import tables as reference
from tests.data_access.sources.auto.reading import column, read


def test_words_that_end_as_other_or_unclassified_are_listed(tmp_path):
    text = "date,country,goods,kg,mode\n2020-01-05,Kenya,moon dust,1,Hovercraft\n2020-01-06,Kenya,ivory,2,by air\n2020-01-07,Kenya,Other,2,air\n"
    found = read(tmp_path, text)
    listed = {(r["field"], r["name"]): r["code"] for r in found.frames["readings"].to_dicts()}
    assert listed["mode", "Hovercraft"] == "other" and listed["goods", "moon dust"] == "unclassified"
    assert ("goods", "ivory") not in listed and ("mode", "air") not in listed


@pytest.mark.parametrize("word", ["Fentanyl", "fentanilo", "Фентанил", "Carfentanil", "fentanyl powder", "Phentanyl"])
def test_fentanyl_by_its_words(tmp_path, word):
    assert find_goods(word).code == "fentanyl"
    assert column(read(tmp_path, f"date,country,goods,kg\n2020-01-05,Mexico,{word},1\n"), "goods") == ["fentanyl"]


@pytest.mark.parametrize("table", ["us_cbp_drugs", "unodc_drug_names", "unodc_annual_drugs", "goods_synonyms"])
def test_fentanyl_in_every_table_of_a_source(table):
    frame = reference.read(table)
    name = "synonym" if table == "goods_synonyms" else "name"
    of_it = pl.col(name).str.to_lowercase().str.contains("fentan[yi]l") & (pl.col("goods") != "precursors")
    told = frame.filter(of_it)
    assert set(told["goods"]) == {"fentanyl"}
