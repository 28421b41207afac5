"""The generated stores of the benchmark: deterministic, whole, and counted alike by the product and in plain Python."""

from collections import Counter
from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from data_access.gateway import Gateway
from domain.entitlement import Entitlement
from domain.selection import Selection
from domain.viewer import Viewer
from tests.asking import answered, question
from tools.bench import compare, questions
from tools.bench.catalogue import KINDS, LEVELS, catalogue
from tools.bench.facts import facts
from tools.bench.plain import plain
from tools.bench.probe import config
from tools.bench.questions import Asked
from tools.bench.refresh import refreshed
from tools.bench.stores import Made, made
from tools.bench.yardsticks import DuckDB, Polars

ROWS = 5000


@pytest.fixture(scope="module")
def frames() -> tuple[pl.DataFrame, pl.DataFrame]:
    """All records and lines of the chunks, in one frame each."""
    chunks = list(facts("joint", ROWS, 7))
    return pl.concat([c.records for c in chunks]), pl.concat([c.lines for c in chunks])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


@pytest.fixture(scope="module")
def store(home: Path) -> Made:
    return made("joint", ROWS, 7, home)


@pytest.fixture(scope="module")
def gateway(store: Made, home: Path) -> Gateway:
    return Gateway.open(config(store.url, home / "cubes"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_records(kind):
    one, two, other = (list(islice(facts(kind, ROWS, seed), 3)) for seed in (7, 7, 8))
    for first, second in zip(one, two, strict=True):
        assert first.records.equals(second.records)
        assert first.lines.equals(second.lines)
    assert not all(a.records.equals(b.records) for a, b in zip(one, other, strict=True))


def test_no_kind_that_there_is_not():
    with pytest.raises(ValueError, match="joint, independent"):
        catalogue("real", 1)


def test_records_look_like_records(frames):
    records, _ = frames
    assert records["seizure_id"].to_list() == list(range(1, ROWS + 1))
    assert records["year"].n_unique() == 25
    shares = records.select(
        copies=pl.col("is_copy").mean(),
        undated=(pl.col("month") == "").mean(),
        untold=pl.col("events").is_null().mean(),
        several=pl.col("members").cast(pl.String).str.contains("|", literal=True).mean(),
    ).row(0, named=True)
    expected = {"copies": 0.03, "undated": 0.02, "untold": 0.05, "several": 0.18}
    assert shares == {k: pytest.approx(v, abs=0.05) for k, v in expected.items()}
    assert records.filter(pl.col("events") > 1).height > 0
    hidden = records.filter(pl.col("kept_id").is_not_null())
    assert hidden.height > 0
    marks = records.select(kept_id="seizure_id", mark=pl.format("{}~{}", "source", "handling"))
    assert (hidden.join(marks, on="kept_id")["mark"] == hidden["hidden_by"].cast(pl.String)).all()


def test_a_copy_is_its_original_to_the_letter(frames):
    records, lines = frames
    copies = records.filter("is_copy").with_columns(first=pl.col("seizure_id") - pl.col("ordinal"))
    same = [c for c in records.columns if c not in ("seizure_id", "ordinal", "is_copy", "hidden_by", "kept_id")]
    originals = copies.select("first").join(records, left_on="first", right_on="seizure_id", maintain_order="left")
    assert copies.height > 0
    assert copies.select(same).equals(originals.select(same))
    of = [ids.join(lines, on="seizure_id", maintain_order="left_right").drop("seizure_id") for ids in _ids(copies)]
    assert of[0].equals(of[1])


def _ids(copies: pl.DataFrame) -> list[pl.DataFrame]:
    return [copies.select("seizure_id"), copies.select(pl.col("first").alias("seizure_id"))]


def test_sets_agree_with_lines(frames):
    records, lines = frames
    unit = pl.when(pl.col("quantity_base").is_null()).then(pl.lit("")).otherwise(pl.col("unit_class").cast(pl.String))
    member = pl.concat_str("goods", "illicit", unit, separator="~")
    found = lines.group_by("seizure_id").agg(member.unique().sort().str.join("|").alias("found"))
    both = records.join(found, on="seizure_id", how="left")
    assert (both["members"].cast(pl.String) == both["found"]).all()


def test_the_store_is_whole_and_a_second_call_makes_nothing(store, gateway, home):
    answers = gateway.for_operator("en")
    by_source = [answers.record_count(Selection(where=(("source", (s,)),))) for s in answers.codes("source")]
    assert sum(by_source) == ROWS
    assert answers.months() == ("2000-01", "2024-12")
    changed = (store.folder / "atlas.sqlite").stat().st_mtime_ns
    assert made("joint", ROWS, 7, home) == store
    assert (store.folder / "atlas.sqlite").stat().st_mtime_ns == changed


def _twin(frames: tuple[pl.DataFrame, pl.DataFrame], handling: tuple[str, ...], start: str, end: str) -> list[dict]:
    """The records that count for somebody, one by one."""
    seen = {(r["source"], r["handling"]) for r in frames[0].iter_rows(named=True) if r["handling"] in handling}
    marks, sources = {f"{s}~{h}" for s, _ in seen for h in handling}, {s for s, _ in seen}
    second = "bench-02" if {"bench-01", "bench-02"} <= sources else ""
    kept = []
    for r in frames[0].iter_rows(named=True):
        first, last = (r["month"], r["month"]) if r["month"] else (f"{r['year']}-01", f"{r['year']}-12")
        inside = start <= first and last <= end
        gives_way = r["source"] == second or r["hidden_by"] in marks
        if r["handling"] in handling and not r["is_copy"] and inside and not gives_way:
            kept.append(r)
    return kept


@pytest.mark.parametrize("handling", [("public",), ("partners", "public", "restricted"), LEVELS])
def test_the_product_counts_as_plain_python_does(gateway, frames, handling):
    start, end = "2003-05", "2021-09"
    kept = _twin(frames, handling, start, end)
    rights = Entitlement(handling=tuple(sorted(handling)))
    selection = Selection(start=start, end=end, distinct=True)
    by_mode, by_goods = Counter(), Counter()
    for r in kept:
        by_mode[r["mode"]] += r["events"] or 0
        for goods in {member.split("~")[0] for member in r["members"].split("|")}:
            by_goods[goods] += r["events"] or 0
    for dimension, expected in (("mode", by_mode), ("goods", by_goods)):
        frame = answered(gateway, selection, by=(dimension,), entitlement=rights).frame
        assert dict(frame.select(dimension, pl.col("value").fill_null(0)).iter_rows()) == expected
    mass, of = Counter(), {r["seizure_id"]: r for r in kept}
    for line in frames[1].filter(pl.col("unit_class") == "mass").iter_rows(named=True):
        if line["seizure_id"] in of:
            mass[of[line["seizure_id"]]["country"]] += line["quantity_base"] or 0
    frame = answered(gateway, selection, "quantity", ("country",), rights, unit_class="mass").frame
    assert dict(frame.select("country", pl.col("base").fill_null(0)).iter_rows()) == mass


def test_yardsticks_agree_with_the_product(store, gateway):
    ducks = DuckDB(store.folder)
    times = compare.pages(
        store.catalogue, store.levels, compare.product(gateway), [(ducks, 1), (Polars(store.folder), 1)], 1
    )
    assert times.equal == 2 * len(questions.PAGES)
    some = compare.random(store.catalogue, store.levels, compare.product(gateway), ducks, 15)
    assert some.equal == 15
    shown = compare.table(times, ["DuckDB"], list(questions.PAGES))
    assert shown.count("\n") == len(questions.PAGES) + 2


def test_an_unequal_answer_is_found(store):
    selection = Selection(start="2003-05")
    asked = Asked("by mode", question(selection, by=("mode",)), LEVELS)
    found = Polars(store.folder).answer(plain(asked, store.catalogue, store.levels)).sort("mode")
    with pytest.raises(ValueError, match="the product has"):
        compare.check(found, found.with_columns(pl.col("n") + 1), asked, "somebody")


def test_no_two_questions_share_a_selection():
    known = catalogue("joint", 1)
    asked = [one for several in questions.pages(known).values() for one in several]
    assert len({one.question.selection for one in asked}) == len(asked) == 12 * questions.COLD
    assert {one.handling for one in asked} == set(questions.RIGHTS)
    assert questions.random(known, ["bench-01"], 40) == questions.random(known, ["bench-01"], 40)
    assert all(one.viewer == Viewer(entitlement=one.viewer.entitlement, language="en") for one in asked)


def test_the_new_version_counts_a_month_that_was_loaded(store, gateway, home, tmp_path):
    before = (store.folder / "atlas.sqlite").read_bytes()
    month = refreshed(store, home / "cubes", tmp_path)
    assert month.load_s > 0
    assert month.answer_s > 0
    assert (store.folder / "atlas.sqlite").read_bytes() == before
