"""Files as the field writes them, one entry a family: what a careful human would load, and what would be asked.

Each expectation: (day or first day, precision, country, goods, unit class, quantity in the unit shown), in order.
"""

import json
from dataclasses import dataclass

import pytest

from data_access.ingest.auto_import import look
from domain.units import UNIT_CLASSES
from domain.words import ENGLISH

COLUMNS = ("seized_on", "date_precision", "country", "goods", "unit_class", "quantity_base")


@dataclass(frozen=True, kw_only=True)
class Family:
    """A file and what it says."""

    name: str
    text: str
    records: tuple[tuple[str, str, str, str, str, float | None], ...] = ()
    asked: tuple[str, ...] = ()
    refused: tuple[int, ...] = ()
    encoding: str = "utf-8"
    suffix: str = "csv"


SEIZURES = {
    "data": [
        {
            "seizureDate": "2022-03-01",
            "location": {"country": "Thailand", "province": "Trat"},
            "items": [
                {"goods": "methamphetamine", "qty": 100, "unit": "kg"},
                {"goods": "ketamine", "qty": 5, "unit": "kg"},
            ],
        },
        {
            "seizureDate": "2022-03-02",
            "location": {"country": "Lao PDR"},
            "items": [{"goods": "heroin", "qty": 7, "unit": "kg"}],
        },
    ]
}
FAMILIES = (
    Family(
        name="French words, spaces for thousands",
        text="Date de saisie;Pays;Marchandise;Quantité;Unité\n05 mars 2021;France;Cigarettes;12 000;kg\n"
        "1er avril 2021;Côte d’Ivoire;Résine de cannabis;12,5;kg\n",
        records=(
            ("2021-03-05", "day", "FRA", "cigarettes", "mass", 12000),
            ("2021-04-01", "day", "CIV", "cannabis", "mass", 12.5),
        ),
    ),
    Family(
        name="Russian, Windows code page, abbreviated headings",
        text="Дата изъятия;Страна;Товар;Количество;Ед. изм.\n25.03.2021;Россия;Героин;1,5;кг\n"
        "12.04.2021;Казахстан;Гашиш;300;г\n",
        encoding="cp1251",
        records=(
            ("2021-03-25", "day", "RUS", "heroin", "mass", 1.5),
            ("2021-04-12", "day", "KAZ", "cannabis", "mass", 0.3),
        ),
    ),
    Family(
        name="Portuguese, unit in the heading",
        text="Data;País;Produto;Qtd (kg);Origem\n13/01/2020;Brasil;Cocaína;1.234,5;Colômbia\n"
        "14/01/2020;Portugal;Haxixe;20;Marrocos\n",
        records=(
            ("2020-01-13", "day", "BRA", "cocaine", "mass", 1234.5),
            ("2020-01-14", "day", "PRT", "cannabis", "mass", 20),
        ),
    ),
    Family(
        name="Chinese",
        text="日期,国家,物品,数量,单位\n2021年3月5日,中国,象牙,12,千克\n2021年4月1日,越南,穿山甲,1.5,吨\n",
        encoding="utf-8-sig",
        records=(
            ("2021-03-05", "day", "CHN", "ivory", "mass", 12),
            ("2021-04-01", "day", "VNM", "pangolin", "mass", 1500),
        ),
    ),
    Family(
        name="Arabic figures, words and units",
        text="date,country,goods,quantity,unit\n٢٠٢١-٠٣-٠٥,السعودية,كبتاجون,١٠٠٠,حبة\n2021-04-01,الأردن,حشيش,5,كغ\n",
        records=(
            ("2021-03-05", "day", "SAU", "amphetamine", "tablets", 1000),
            ("2021-04-01", "day", "JOR", "cannabis", "mass", 5),
        ),
    ),
    Family(
        name="ranges, bounds and 'about' in the cell: only a told number is a quantity",
        text="date,country,goods,quantity\n2020-05-01,Kenya,ivory,10-20 kg\n2020-05-02,Kenya,rhino horn,<5 kg\n"
        "2020-05-03,Tanzania,pangolin scales,approx. 3 t\n2020-05-04,Uganda,ivory,2.5 kg\n",
        records=(
            ("2020-05-01", "day", "KEN", "ivory", "mass", None),
            ("2020-05-02", "day", "KEN", "rhino-horn", "mass", None),
            ("2020-05-03", "day", "TZA", "pangolin", "mass", 3000),
            ("2020-05-04", "day", "UGA", "ivory", "mass", 2.5),
        ),
    ),
    Family(
        name="several goods in one cell, shared out alike",
        text="date,country,goods,quantity,unit\n2021-01-05,Nigeria,tramadol; codeine,100; 50,kg; l\n"
        '2021-01-06,Ghana,"cannabis\ncocaine","20\n1",kg\n',
        records=(
            ("2021-01-05", "day", "NGA", "pharmaceutical-opioids", "mass", 100),
            ("2021-01-05", "day", "NGA", "pharmaceutical-opioids", "volume", 50),
            ("2021-01-06", "day", "GHA", "cannabis", "mass", 20),
            ("2021-01-06", "day", "GHA", "cocaine", "mass", 1),
        ),
    ),
    Family(
        name="JSON with inner records: an entry is a goods line of its record",
        text=json.dumps(SEIZURES),
        suffix="json",
        records=(
            ("2022-03-01", "day", "THA", "methamphetamine", "mass", 100),
            ("2022-03-01", "day", "THA", "ketamine", "mass", 5),
            ("2022-03-02", "day", "LAO", "heroin", "mass", 7),
        ),
    ),
    Family(
        name="the decimal mark of another column settles an open one",
        text='Seizure Date,Country,Commodity,Quantity,UOM,MSRP (USD)\n12/31/2020,United States,Handbags,"1,200",EA,'
        '"$1,234,567.00"\n1/15/2021,United States,Watches,35,EA,"$45,000.00"\n',
        records=(
            ("2020-12-31", "day", "USA", "leather-goods", "pieces", 1200),
            ("2021-01-15", "day", "USA", "watches-jewellery", "pieces", 35),
        ),
    ),
    Family(
        name="German units of the trade, apostrophes for thousands",
        text="Datum;Land;Ware;Menge;Einheit\n31.12.2020;Schweiz;Kokain;1'200;g\n01.02.2021;Österreich;Kokain;2,75;kg\n",
        records=(
            ("2020-12-31", "day", "CHE", "cocaine", "mass", 1.2),
            ("2021-02-01", "day", "AUT", "cocaine", "mass", 2.75),
        ),
    ),
    Family(
        name="NA is Namibia among codes, nothing among figures",
        text="iso2,year,drug,kg\nNA,2019,cocaine,5\nZA,2019,cocaine,12\nDE,2020,heroin,n/a\n",
        records=(
            ("2019-01-01", "year", "NAM", "cocaine", "mass", 5),
            ("2019-01-01", "year", "ZAF", "cocaine", "mass", 12),
            ("2020-01-01", "year", "DEU", "heroin", "mass", None),
        ),
    ),
    Family(
        name="years as columns, a totals row set aside",
        text="Country;Drug;Unit;2018;2019;2020\nSpain;Cocaine;kg;48.5;37.9;1\nFrance;Cocaine;kg;16.4;-;2\nTotal;;;64.9;37.9;3\n",
        records=(
            ("2018-01-01", "year", "ESP", "cocaine", "mass", 48.5),
            ("2019-01-01", "year", "ESP", "cocaine", "mass", 37.9),
            ("2020-01-01", "year", "ESP", "cocaine", "mass", 1),
            ("2018-01-01", "year", "FRA", "cocaine", "mass", 16.4),
            ("2019-01-01", "year", "FRA", "cocaine", "mass", None),
            ("2020-01-01", "year", "FRA", "cocaine", "mass", 2),
        ),
    ),
    Family(
        name="UTF-16 with tabs",
        text="date\tcountry\tgoods\tquantity\tunit\n2021-03-05\tPeru\tcoca leaf\t500\tkg\n",
        encoding="utf-16",
        records=(("2021-03-05", "day", "PER", "coca-plant", "mass", 500),),
    ),
    Family(
        name="a place that may be several is asked for, its row is left out",
        text="date,country,goods,kg\n2020-02-13,Congo,ivory,10\n2020-04-03,Kenya,ivory,5\n",
        records=(("2020-04-03", "day", "KEN", "ivory", "mass", 5),),
        refused=(2,),
    ),
    Family(
        name="day or month first is asked",
        text="date,country,goods,kg\n01/02/2020,Kenya,ivory,10\n03/04/2020,Kenya,ivory,5\n",
        asked=("date_order",),
    ),
    Family(
        name="a fiscal year starts in some month: asked",
        text='Fiscal Year,Field Office,Drug,Pounds\nFY2021,Laredo,Cocaine,"1,234.5"\nFY2022,Tucson,Fentanyl,12.5\n',
        asked=("country", "fiscal_start"),
    ),
    Family(
        name="no column says where",
        text="HS code|Description|Origin|Destination|Date|Qty|Unit|Value|Cur\n640411|Counterfeit sports shoes|China|"
        "Belgium|2021-06-01|5000|pairs|250000|EUR\n",
        asked=("country",),
    ),
)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_family(tmp_path, family):
    path = tmp_path / f"file.{family.suffix}"
    path.write_bytes(family.text.encode(family.encoding))
    found = look(None, path)
    assert tuple(q.field for q in found.questions) == family.asked
    if family.asked:
        return
    told = []
    for day, precision, country, goods, unit_class, base in found.frames["records"].select(COLUMNS).rows():
        shown = None if base is None else base / UNIT_CLASSES[unit_class].base_per_unit
        told.append((str(day), precision, country, goods, unit_class, shown))
    assert told == list(family.records)
    assert tuple(found.frames["refused"]["row"]) == family.refused


def test_the_lines_of_an_inner_list_are_one_seizure(tmp_path):
    path = tmp_path / "file.json"
    path.write_text(json.dumps(SEIZURES), encoding="utf-8")
    records = look(None, path).frames["records"]
    assert records.select("row", "line").rows() == [(1, 1), (1, 2), (2, 1)]
    assert records["content"].n_unique() == 2  # what makes the record itself: all of its lines


def test_a_value_with_a_sign_keeps_to_the_currency_of_its_column(tmp_path):
    path = tmp_path / "file.csv"
    rows = ["2021-01-01,Spain,toys,$1.50,USD", "2021-01-02,Spain,toys,€2.50,USD", "2021-01-03,Spain,toys,€3.50,"]
    path.write_text("\n".join(["date,country,goods,value,currency", *rows]), encoding="utf-8")
    found = look(None, path)
    assert found.frames["records"].select("value_milli", "currency").rows() == [(1500, "USD"), (3500, "EUR")]
    assert [ENGLISH.unpacked(r) for r in found.frames["refused"]["reason"]] == [
        "the value is in another currency than USD"
    ]
