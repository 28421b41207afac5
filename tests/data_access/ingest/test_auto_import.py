"""Any other file: looked at, asked about, judged, loaded; and nothing guessed."""

import json
import zipfile
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest import auto_import
from data_access.ingest.auto_import import load_look, look, mapping_for, mapping_named, save_mapping, source_of
from data_access.settings import settings
from data_access.sources.auto.mapping import Mapping
from data_access.sources.base import OPERATOR
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import SourceError, UsageError
from domain.selection import Selection
from domain.viewer import public
from domain.words import ENGLISH
from tests.asking import answered
from tests.conftest import IDS, SHARED

KG = 10**9


def write(folder, text, name="file.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def seen(path, **more):
    return look(None, path, **more)


def rows(found, *columns):
    return found.frames["records"].select(columns).rows()


SPANISH = (
    "Fecha;País;Producto;Cantidad;Unidad;Destino\n"
    "05/03/2014;España;Cocaína;1.250,5;kg;Francia\n"
    "25/12/2014;México;Heroína;300;gramos;\n"
    "13/01/2015;Perú;Cigarrillos;10.000;unidades;Chile\n"
)


def test_a_file_of_another_language_and_encoding(tmp_path):
    found = seen(write(tmp_path, SPANISH, encoding="cp1252"))
    assert found.ready and found.confidence["country"] == 1.0
    assert rows(found, "seized_on", "country", "goods", "unit_class", "quantity_base", "destination") == [
        (date(2014, 3, 5), "ESP", "cocaine", "mass", 1250.5 * KG, "FRA"),
        (date(2014, 12, 25), "MEX", "heroin", "mass", 0.3 * KG, ""),
        (date(2015, 1, 13), "PER", "cigarettes", "pieces", 10_000_000, "CHL"),
    ]
    assert rows(found, "goods_reported", "quantity_reported")[0] == ("Cocaína", "1.250,5")


def test_titles_totals_and_footnotes_are_set_aside_with_their_reason(tmp_path):
    text = (
        "National customs,,,\nSeizures 2019,,,\n,,,\nDate,Country,Goods,Weight (kg)\n2019-01-05,France,Heroin,12.5\n"
        "2019-02-07,Germany,Cocaine,100\nTotal,,,112.5\n"
        "Note: provisional figures of all the agencies that sent in a report in this year,,,\n"
    )
    found = seen(write(tmp_path, text))
    assert rows(found, "file_row", "country", "quantity_base") == [(5, "FRA", 12.5 * KG), (6, "DEU", 100 * KG)]
    assert found.mapping.constant("unit") == "kg"
    aside = dict(found.frames["skipped"].select("row", "reason").rows())
    assert set(aside) >= {1, 2, 7, 8}
    assert "totals" in aside[7] and "footnote" in aside[8]


def test_years_as_columns_become_rows_that_stand_for_totals(tmp_path):
    text = "Country,Drug,2012,2013,2014\nFrance,Heroin,12,,30\nCôte d'Ivoire,Cocaine,5,6,7\n"
    found = seen(write(tmp_path, text))
    assert rows(found, "file_row", "country", "seized_on", "date_precision", "events") == [
        (2, "FRA", date(2012, 1, 1), "year", None),
        (2, "FRA", date(2014, 1, 1), "year", None),
        (3, "CIV", date(2012, 1, 1), "year", None),
        (3, "CIV", date(2013, 1, 1), "year", None),
        (3, "CIV", date(2014, 1, 1), "year", None),
    ]
    assert any("1 empty cells were skipped" in ENGLISH.unpacked(note) for note in found.notes)


def test_units_in_the_names_of_columns(tmp_path):
    text = "Date,Country,Cocaine (kg),Heroin (g)\n2020-01-02,Spain,1.5,\n2020-01-03,Spain,2,250\n"
    found = seen(write(tmp_path, text))
    got = {(r[0], r[1]): r[2] for r in rows(found, "file_row", "goods", "quantity_base")}
    assert got == {(2, "cocaine"): 1.5 * KG, (3, "cocaine"): 2 * KG, (3, "heroin"): 0.25 * KG}


def test_na_is_namibia_among_codes_and_asked_among_names(tmp_path):
    head = "date,country,goods,quantity,unit\n"
    codes = seen(
        write(tmp_path, head + "2020-01-02,NA,Ivory,3,kg\n2020-01-03,ZA,Ivory,1,kg\n2020-01-03,KE,Ivory,1,kg\n")
    )
    assert [r[0] for r in rows(codes, "country")] == ["NAM", "ZAF", "KEN"]
    named = seen(write(tmp_path, head + "2020-01-02,NA,Ivory,3,kg\n2020-01-03,Kenya,Ivory,1,kg\n", "b.csv"))
    assert [r[0] for r in rows(named, "country")] == ["KEN"]
    assert named.frames["refused"].select("row", "field").rows() == [(2, "country")]


@pytest.mark.parametrize(
    ("text", "field", "answer"),
    [
        (
            "date,country,goods,quantity,unit\n01/02/2020,France,Heroin,1,kg\n03/04/2020,Spain,Heroin,2,kg\n",
            "date_order",
            "dmy",
        ),
        (
            "date,country,goods,quantity,unit\n2020-01-02,France,Heroin,1.234,kg\n2020-01-02,Spain,Heroin,2.345,kg\n",
            "decimal",
            ",",
        ),
        (
            "FY,Month,Country,Drug,Seizures\n2019,OCT,United States,Heroin,5\n2019,APR,United States,Heroin,1\n",
            "fiscal_start",
            "10",
        ),
        ("year,country,goods,kg\n2019,France,Heroin,5\n2019,France,Heroin,1\n", "rows", "totals"),
        ("date,goods,kg\n2019-01-01,Heroin,5\n2019-01-02,Heroin,1\n", "country", "constant:country"),
    ],
)
def test_what_is_ambiguous_is_asked_and_answered(tmp_path, text, field, answer):
    found = seen(write(tmp_path, text))
    assert [q.field for q in found.questions] == [field]
    assert found.frames["records"].is_empty()
    with pytest.raises(UsageError, match="Nothing was loaded"):
        load_look(open_store(settings().database_url), found, source_of(found, owner=OPERATOR))
    key, value = (answer, "France") if ":" in answer else (field, answer)
    again = seen(found.path, mapping=found.mapping.changed(**{key: value}))
    assert again.ready and again.frames["records"].height == 2


def test_answers_change_what_is_read(tmp_path):
    text = "date,country,goods,quantity,unit\n01/02/2020,France,Heroin,1.234,kg\n"
    path = write(tmp_path, text)
    mapping = seen(path).mapping
    european = seen(path, mapping=mapping.changed(date_order="dmy", decimal=","))
    american = seen(path, mapping=mapping.changed(date_order="mdy", decimal="."))
    assert rows(european, "seized_on", "quantity_base") == [(date(2020, 2, 1), 1234 * KG)]
    assert rows(american, "seized_on", "quantity_base") == [(date(2020, 1, 2), 1.234 * KG)]


def test_ranges_and_unknown_units_are_kept_but_not_harmonised(tmp_path):
    text = "date,country,goods,quantity,unit\n2020-01-02,Kenya,Ivory,<5,kg\n2020-01-02,Kenya,Ivory,10-15,kg\n2020-01-02,Kenya,Ivory,3,wagons\n2020-01-02,Kenya,Ivory,many,kg\n2020-01-02,Kenya,Ivory,-2,kg\n"
    found = seen(write(tmp_path, text))
    kept = [("<5", None), ("10-15", None), ("3", None), ("many", None)]
    assert rows(found, "quantity_reported", "quantity_base") == kept
    assert found.frames["refused"]["reason"].to_list() == ["the quantity is below zero"]
    read = {r["name"]: r["note"] for r in found.frames["readings"].to_dicts()}
    assert "unit:wagons=" in ENGLISH.unpacked(read["wagons"]) and "kept in its words" in read["many"]


def test_amounts_with_their_unit_in_the_cell(tmp_path):
    text = "date,country,goods,amount\n2020-01-02,Kenya,Ivory,12.5 kg\n2020-01-02,Kenya,Ivory,3 pieces\n"
    found = seen(write(tmp_path, text))
    assert rows(found, "unit_class", "quantity_base") == [("mass", 12.5 * KG), ("pieces", 3000)]


def test_rows_of_one_record_id_are_goods_lines_of_one_seizure(tmp_path):
    text = "seizure id,date,country,goods,kg\nA1,2020-01-02,Kenya,Ivory,1\nA1,2020-01-02,Kenya,Heroin,2\nA2,2020-01-02,Kenya,Ivory,4\n"
    found = seen(write(tmp_path, text))
    assert rows(found, "record_id", "line", "goods") == [("A1", 1, "ivory"), ("A1", 2, "heroin"), ("A2", 1, "ivory")]
    report = load_look(open_store(settings().database_url), found, source_of(found, owner=OPERATOR))
    assert (report.read, report.loaded) == (2, 2)


def test_several_goods_in_one_cell_are_lines_of_one_seizure_if_the_quantities_are_told(tmp_path):
    text = (
        "date,country,goods,quantity,unit\n2020-01-02,Kenya,Ivory; Heroin,3; 4,kg\n"
        '2020-01-03,Kenya,"Ivory\nCocaine",,\n2020-01-04,Kenya,Ivory; Heroin,9,kg\n2020-01-05,Kenya,Ivory,1,kg\n'
    )
    found = seen(write(tmp_path, text))
    assert rows(found, "row", "line", "goods", "quantity_base") == [
        (1, 1, "ivory", 3 * KG),
        (1, 2, "heroin", 4 * KG),
        (2, 1, "ivory", None),
        (2, 2, "cocaine", None),
        (4, 1, "ivory", 1 * KG),
    ]
    (refused,) = found.frames["refused"].select("row", "reason").rows()
    assert refused[0] == 5 and "share one quantity" in refused[1]
    report = load_look(open_store(settings().database_url), found, source_of(found, owner=OPERATOR))
    assert (report.read, report.loaded, report.quarantined) == (4, 3, 1)


def test_every_kind_of_file_gives_the_same_records(tmp_path):
    table = {
        "date": ["2020-01-02", "2020-01-03"],
        "country": ["Kenya", "Spain"],
        "goods": ["Ivory", "Heroin"],
        "kg": [1.5, 2.0],
    }
    frame = pl.DataFrame(table)
    frame.write_csv(tmp_path / "a.csv")
    frame.write_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.json").write_text(json.dumps({"data": frame.to_dicts()}))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "inside/a.csv")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Data")
        for r, line in enumerate([frame.columns, *frame.rows()]):
            for c, cell in enumerate(line):
                sheet.write(r, c, cell)
    wanted = [(date(2020, 1, 2), "KEN", "ivory", 1.5 * KG), (date(2020, 1, 3), "ESP", "heroin", 2 * KG)]
    for kind in ("csv", "parquet", "json", "zip", "xlsx"):
        found = seen(tmp_path / f"a.{kind}")
        assert rows(found, "seized_on", "country", "goods", "quantity_base") == wanted, kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.zip", b"PK\x03\x04broken"),
        ("a.json", b"{nonsense"),
        ("a.parquet", b"PAR1x"),
    ],
)
def test_hostile_or_broken_files_get_a_reason(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=name.replace(".", r"\.")):
        seen(tmp_path / name)


def test_the_report_says_what_came_before_it_is_loaded(tmp_path):
    text = (
        "date,country,goods,kg\n"
        + "2020-01-02,Kenya,Ivory,1\n" * 12
        + "2020-01-03,Kenya,Ivory,2\n2020-01-04,Kenya,Ivory,5000\n2020-01-05,Congo,Ivory,1\n2020-01-06,Kenya,Unicorn horn of Atlantis,1\n"
    )
    path = write(tmp_path, text)
    engine = open_store(settings().database_url)
    found = look(engine, path)
    assert (found.rows, found.frames["records"].height, found.copies, found.known) == (16, 15, 11, 0)
    assert found.frames["refused"].select("row", "field", "value").rows() == [(16, "country", "Congo")]
    reading = {(r["field"], r["name"]): r["status"] for r in found.frames["readings"].to_dicts()}
    assert reading["country", "Congo"] == "ambiguous"
    settled = look(engine, path, mapping=found.mapping.changed(**{"place:Congo": "COD"}))
    assert settled.frames["refused"].is_empty() and "COD" in settled.frames["records"]["country"]
    assert found.frames["outliers"]["quantity_reported"].to_list() == ["5000"]
    share = {r["field"]: r["share"] for r in found.frames["completeness"].to_dicts()}
    assert share["country"] == 1.0 and share["destination"] == 0.0
    load_look(engine, found, source_of(found, owner=OPERATOR))
    assert look(engine, path, owner=OPERATOR).known == 15
    assert answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total == 15


def test_the_same_file_again_and_under_another_name_changes_nothing(tmp_path):
    engine = open_store(settings().database_url)
    first = look(engine, write(tmp_path, SPANISH, encoding="cp1252"))
    assert load_look(engine, first, source_of(first, owner=OPERATOR)).loaded == 3
    second = look(engine, write(tmp_path, SPANISH, "renamed.csv"))
    report = load_look(engine, second, source_of(second, owner=OPERATOR))
    assert (report.loaded, report.unchanged, report.data_version) == (0, 3, 1)


def test_a_saved_mapping_is_used_for_the_next_file_of_the_shape(tmp_path):
    engine = open_store(settings().database_url)
    text = "date,country,goods,quantity,unit\n01/02/2020,France,Heroin,1,kg\n"
    found = look(engine, write(tmp_path, text))
    answered = look(engine, found.path, mapping=found.mapping.changed(date_order="mdy"))
    save_mapping(engine, "French customs", answered, owner=OPERATOR)
    following = look(engine, write(tmp_path, text.replace("01/02", "05/06"), "next.csv"), owner="browser:1")
    assert following.ready and rows(following, "seized_on") == [(date(2020, 5, 6),)]
    assert mapping_named(engine, "French customs") == answered.mapping == mapping_for(engine, found.shape, OPERATOR)
    with pytest.raises(UsageError, match="French customs"):
        mapping_named(engine, "other")


def test_the_shell_reports_asks_and_loads(tmp_path):
    path = write(tmp_path, "date,country,goods,quantity,unit\n01/02/2020,France,Heroin,1,kg\n")
    run = CliRunner().invoke
    asked = run(main, ["import", "auto", str(path), "--json"])
    assert asked.exit_code == 2 and "date_order=dmy" in asked.stderr
    checked = run(main, ["import", "auto", str(path), "--set", "date_order=dmy", "--check"])
    assert checked.exit_code == 0 and "1 rows can be loaded" in checked.stderr and checked.stdout == ""
    done = run(main, ["import", "auto", str(path), "--set", "date_order=dmy", "--json", "--source", "My file"])
    assert done.exit_code == 0 and json.loads(done.stdout)["loaded"] == 1
    assert Gateway.open().for_viewer(public("en")).sources()["name"].to_list() == ["My file"]
    assert run(main, ["import", "auto", str(path), "--set", "nonsense=1"]).exit_code == 2


names = st.text("abcdefghij", min_size=1, max_size=8)


@limits(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["country", "goods", "date", "unit"]), names),
    st.dictionaries(st.sampled_from(["date_order", "decimal"]), names),
)
def test_a_mapping_survives_its_document(columns, options):
    mapping = Mapping(columns=tuple(sorted(columns.items())), options=tuple(sorted(options.items())))
    assert Mapping.from_json(mapping.to_json()) == mapping


@limits(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-16", "cp1251"]), st.booleans())
def test_delimiter_encoding_and_decimal_mark_do_not_change_what_is_read(tmp_path, mark, encoding, comma):
    decimal = "," if comma and mark != "," else "."
    text = f"Дата{mark}Страна{mark}Товар{mark}Количество{mark}Единица\n"
    for day, amount in ((5, "1.25"), (17, "300.5"), (31, "0.75")):
        told = amount.replace(".", decimal)
        text += f"2014-01-{day:02d}{mark}Казахстан{mark}Героин{mark}{told}{mark}кг\n"
    found = seen(write(tmp_path, text, encoding=encoding))
    assert rows(found, "country", "goods", "quantity_base") == [
        ("KAZ", "heroin", int(a * KG)) for a in (1.25, 300.5, 0.75)
    ]


@pytest.mark.shared
@pytest.mark.skipif(not IDS.is_file(), reason="the real files are not at ../shared/data")
def test_real_files_are_read_to_the_last_row():
    ids = seen(IDS)
    assert ids.ready and ids.frames["records"].height == 311_038 and ids.frames["refused"].is_empty()
    cbp = seen(SHARED / "data/us_cbp_drug_seizures_fy19_fy22/nationwide-drugs-fy19-fy22.csv")
    told = cbp.mapping.changed(**{"constant:country": "USA", "fiscal_start": "10"})
    assert {q.field for q in cbp.questions} == {"country", "fiscal_start"}
    assert seen(cbp.path, mapping=told).frames["records"]["events"].sum() == 282_492


def test_rows_that_look_like_totals_are_put_back_when_the_reader_says_so(tmp_path):
    path = write(
        tmp_path, "date,country,goods,place,kg\n2020-01-01,Spain,heroin,Vigo,5\n2020-01-02,Spain,heroin,Total,7\n"
    )
    found = seen(path)
    assert found.frames["skipped"]["reason"].to_list() == ["a totals row, suspected by its name"]
    kept = seen(path, mapping=found.mapping.changed(totals="keep"))
    assert kept.frames["skipped"].is_empty() and kept.frames["records"].height == 2


LOCATED = (
    "date;country;drug;lat;lon;location precision\n"
    "2014-03-05;Spain;Cocaine;40.4;-3.7;Exact\n"
    "2014-03-06;Spain;Cocaine;40.4;-3.7;city\n"
    "2014-03-07;Spain;Cocaine;40.4;-3.7;Province\n"
    "2014-03-08;Spain;Cocaine;40.4;-3.7;quite good\n"
    "2014-03-09;Spain;Cocaine;;;exact\n"
)


def test_coordinates_say_how_precise_they_are_or_it_is_not_told(tmp_path):
    found = seen(write(tmp_path, LOCATED))
    assert rows(found, "latitude", "place_precision") == [
        (40.4, "exact"),
        (40.4, "place"),
        (40.4, "admin1"),
        (40.4, ""),
        (None, ""),
    ]
    bare = write(tmp_path, "\n".join(line.rpartition(";")[0] for line in LOCATED.splitlines()), "bare.csv")
    assert rows(seen(bare), "place_precision") == [("",)] * 5
    exact = seen(bare).mapping.changed(**{"constant:place_precision": "exact"})
    told = rows(seen(bare, mapping=exact), "place_precision")
    assert told == [("exact",)] * 4 + [("",)]


def test_a_large_file_is_loaded_in_parts_with_the_same_result(tmp_path, monkeypatch):
    lines = "".join(
        f"R{i // 2},2020-01-{i % 28 + 1:02d},{('Kenya', 'Spain', 'Nowhere')[i % 3]},Ivory,{i}\n" for i in range(40)
    )
    path = write(tmp_path, f"record id,date,country,goods,kg\n{lines}{lines[:60]}")
    found = look(None, path)
    if not found.ready:  # what stands for no country is asked about
        mapping = found.mapping.changed(**{"place:Nowhere": "unknown"})
        found = look(None, path, mapping=mapping)
    whole = open_store(f"sqlite:///{tmp_path / 'whole.sqlite'}")
    parts = open_store(f"sqlite:///{tmp_path / 'parts.sqlite'}")
    source = source_of(found, "Test", "Test", owner=OPERATOR)
    once = load_look(whole, found, source)
    monkeypatch.setattr(auto_import, "ROWS_AT_ONCE", 7)
    done = []
    twice = load_look(parts, found, source, done.append)
    assert (twice.read, twice.loaded, twice.quarantined) == (once.read, once.loaded, once.quarantined)
    assert twice.account == once.account and len(done) > 3 and done == sorted(done) and done[-1] == 1.0
    again = load_look(parts, found, source)
    assert (again.loaded, again.unchanged) == (0, once.loaded)


def test_a_larger_file_may_take_more_memory_but_not_without_end(tmp_path):
    small, large, huge = (tmp_path / name for name in ("s", "l", "h"))
    for path, size in ((small, 10), (large, 200 * 2**20), (huge, 2**34)):
        with path.open("wb") as stream:
            stream.truncate(size)
    allowed = [auto_import._limits(path).memory_bytes for path in (small, large, huge)]
    assert allowed[0] == 3 * 2**30 < allowed[1] < allowed[2] == auto_import.MOST_MEMORY
    room = [auto_import._limits(path).file_bytes for path in (small, large, huge)]
    assert room[0] == 2**29 < 5 * large.stat().st_size < room[1] < room[2] == auto_import.MOST_FILE
