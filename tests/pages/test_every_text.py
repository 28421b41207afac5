"""Every page and form in the pseudo language: what a reader reads is in a catalogue, or is data."""

import json
import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
import streamlit as st
from google.protobuf.message import Message as Proto
from streamlit.testing.v1 import AppTest

from data_access.benchmarks import filtering as benchmark_filtering
from data_access.casebook import shipped
from data_access.casebook.reading import frames_of
from data_access.casebook.source import SHIPPED
from data_access.contacts.kind import CONTACTS
from data_access.entries import answering as entries
from data_access.facts.benchmarks import benchmarks
from data_access.facts.cases import shipped as shipped_cases
from data_access.facts.categories import goods_of
from data_access.facts.ledger import shipped as shipped_operations
from data_access.facts.steps import steps
from data_access.operations import answering
from data_access.targets.kind import TARGETS
from data_access.training.kind import TRAINING
from domain.cases.case import Case
from domain.languages import PSEUDO
from domain.viewer import public
from pages import CATALOGUE
from pages.parts import reader
from reports.sector import around
from tests.data_access.sources.test_contacts import GOOD as OFFICE
from tests.data_access.sources.test_targets import GOOD as GOAL
from tests.data_access.sources.test_template import write
from tests.data_access.sources.test_training import GOOD as COURSE
from tests.pages.kept import KeptStore
from tests.pseudo import pseudo_made, texts_of_figure, untranslated

ROOT = Path(__file__).parents[2]
NO_TEXT = {
    *("id", "form_id", "element_id", "key", "url", "spec", "config", "data", "styler", "icon", "type", "proto"),
    *("js_content", "css_content", "html_content", "mime", "src", "name", "component_name", "language", "columns"),
    *("deferred_file_id", "script_path", "page_script_hash", "url_pathname", "query_string"),
}
"""Fields of Streamlit's messages that no reader reads."""
DATA = (
    "Northern border post",
    "Port district",
    "border -post",
    "zzzz",
    "Records in our own template",
    "Casebook of the program",
)
WHOLE = {category.capitalize() for category in goods_of()}
"""Texts that are data if they stand alone: categories of goods, as cases name them."""
SHOWN = {
    "world": (
        {},
        {"goods": ["heroin"], "start": ["2021-01"], "end": ["2022-12"], "copies": ["out"], "scheme": ["wco"]},
    ),
    "region": ({"focus": ["150"]}, {"focus": ["005"], "country": ["ESP"]}),
    "country": ({"profile": ["ESP"], "estimate": ["mass"], "into": ["EUR"]}, {"profile": ["FRA"]}),
    "maps": (
        *({"show": [show]} for show in ("rate", "count", "quantity", "share", "change", "coverage")),
        {"show": ["rate"], "view": ["years"]},
        {"show": ["count"], "view": ["play"]},
    ),
    "routes": ({"least": ["1"]}, {"profile": ["ESP"]}, {"focus": ["150"], "against": ["destination"]}),
    "records": ({}, {"search": ["border -post"], "sort": ["largest"]}, {"search": ["zzzz"]}, {"sort": ["nonsense"]}),
    "explorer": (
        {"by": ["country"], "form": ["map"]},
        {"by": ["goods"], "form": ["bars"], "order": ["value"]},
        {"by": ["country,year"], "form": ["heat"], "scale": ["row"]},
        {"by": ["goods,year"], "form": ["line"], "scale": ["index"]},
        {"by": ["goods,mode"], "form": ["stacked"]},
        {"by": ["country,year"], "form": ["panels"]},
        {"by": ["mode"], "form": ["dots"], "measure": ["quantity"], "unit_class": ["mass"]},
        {"by": ["country"], "form": ["table"], "measure": ["value"], "mode": ["air"]},
        {"by": ["place,place"], "measure": ["nonsense"]},
    ),
    "compare": (
        {},
        {"by": ["country"], "against": ["ESP,PRT"], "scale": ["rate"]},
        {"by": ["goods"], "against": ["cocaine,heroin"], "scale": ["share"], "per": ["imports"]},
        {"by": ["region"], "against": ["150,002"], "scale": ["index"], "per": ["years"]},
    ),
    "trends": tuple({"view": [view]} for view in ("level", "index", "change", "season", "panels")),
    "import": ({},),
    "record": ({"record": ["none"]},),
    "goods": ({"good": ["cocaine"]}, {"good": ["tobacco"]}),
    "cases": (
        {},
        {"proof": ["all"], "linked_crime": ["fraud"]},
        {"terrorism": ["proven"], "country": ["USA"]},
        {"text": ["zzzz"]},
    ),
    "case": ({"id": ["CB-024"]}, {"id": ["none"]}),
    "caseform": ({}, {"id": ["CB-001"]}),
    "convergence": ({}, {"rows": ["goods"]}),
    "networks": ({}, {"goods": ["tobacco"], "node": ["goods:tobacco"]}, {"proof": ["all"], "terrorism": ["proven"]}),
    "operations": (
        {},
        {"series": ["Pangea"], "show": ["USD"]},
        {"country": ["ESP"], "start": ["2018-01"], "kind": ["goods"]},
        {"series": ["Turquesa"], "show": ["nonsense"]},
        {"goods": ["ivory"], "year": ["2007"]},
    ),
    "benchmarks": (
        {},
        {"show": ["usd"], "kind": ["estimate"]},
        {"goods": ["cocaine"], "start": ["2014-01"]},
        {"goods": ["toys"], "show": ["nonsense"]},
    ),
    "sector": (
        {},
        {"good": ["drugs"], "show": ["season"]},
        {"good": ["none"], "show": ["route"], "without": ["funder:x"]},
    ),
    "operation": ({"id": ["OP-098"]}, {"id": ["OP-053"]}, {"id": ["none"]}),
    "training": ({}, {"level": ["basic"], "goods": ["medicines"]}, {"country": ["GHA"], "start": ["2018-01"]}),
    "course": ({"id": ["T-1"]}, {"id": ["none"]}),
    "courseform": ({}, {"id": ["T-1"]}),
    "targetform": ({}, {"id": ["G-1"]}),
}
"""What is opened of each page; of the others the page as it is."""


def written(folder: Path) -> Path:
    rows = ["date,country,goods,mode,departure,destination,quantity,unit,place,value_reported,currency,valuation"]
    for year in (2020, 2021, 2022, 2023):
        for month in range(1, 13):
            for country, departure in (("ESP", "BRA"), ("PRT", "COL"), ("NGA", "BRA"), ("FRA", "ESP")):
                for n in range(3):
                    day, tail = f"{year}-{month:02}-1{n}", f"{n + 1},kg,Northern border post,{n + 1}000,USD,street"
                    rows.append(f"{day},{country},cocaine,air,{departure},FRA,{tail}")
            rows.append(f"{year}-{month:02}-05,ESP,heroin,road,,,20,tablets,Port district,,,")
            rows.append(f"{year}-{month:02}-05,ESP,heroin,road,,,20,tablets,Port district,,,")
    return write(folder / "t.csv", *rows)


TEXTS = (
    *(
        "title",
        "court",
        "status",
        "period",
        "origin_note",
        "transit_note",
        "destination_note",
        "group_type",
        "link_how",
    ),
    *("terrorism_basis", "concealment", "transport", "documents", "online", "outcome", "lesson", "note"),
)
LISTS = ("agencies", "private_sector", "cooperation", "unverified_fields")


def as_data(case: Case) -> Case:
    """The case with its own words marked as translated ones are: they are data."""
    marked = {name: f"⟦{getattr(case, name)}⟧" for name in TEXTS if getattr(case, name)}
    marked |= {name: tuple(f"⟦{text}⟧" for text in getattr(case, name)) for name in LISTS}
    amounts = (
        replace(q, what=f"⟦{q.what}⟧", unit=f"⟦{q.unit}⟧", qualifier=f"⟦{q.qualifier}⟧") for q in case.quantities
    )
    sources = (replace(s, title=f"⟦{s.title}⟧", publisher=f"⟦{s.publisher}⟧") for s in case.sources)
    return replace(case, **marked, quantities=tuple(amounts), sources=tuple(sources))


OF_OPERATION = (
    *("operation", "edition", "date_note", "lead_organisations", "partner_organisations", "countries_note", "note"),
    *("goods_categories", "quantity_caveat", "unverified_fields", "arrests_note", "persons_note", "seizures_note"),
    *("value_note", "inspections_note", "websites_note", "organised_groups_note", "investigations_note"),
    *("combined_why", "preliminary_why", "break_why", "conflict_why"),
    *(f"source{i}_{part}" for i in (1, 2, 3) for part in ("title", "publisher", "date")),
)
"""What announcements say of operations in their own words, as with cases."""


def operations_as_data() -> pl.DataFrame:
    own = pl.element()
    marked = [
        pl.when(pl.col(c) != "").then(pl.format("⟦{}⟧", pl.col(c))).otherwise(pl.col(c)).alias(c) for c in OF_OPERATION
    ]
    return shipped_operations().ledger.with_columns(*marked, pl.col("quantities").list.eval(pl.format("⟦{}⟧", own)))


OPERATIONS = operations_as_data()
NAMES = {
    code for name in ("organisation", "category") for code in shipped_operations().codes[name].explode().drop_nulls()
}
SERIES = tuple(sorted(set(shipped_operations().ledger["series"]), key=len, reverse=True))
"""Names are data: of series also inside a sentence."""
OF_COURSE = ("title", "academy", "series", "participants_note", "note")


def course_as_data() -> dict[str, Any]:
    """A course with its own words marked."""
    listed = {name: [f"⟦{text}⟧" for text in COURSE[name]] for name in ("organisers", "funders")}
    sources = [{**COURSE["sources"][0], "title": "⟦a⟧", "publisher": "⟦b⟧"}]
    own = dict.fromkeys(OF_COURSE, "⟦own words⟧")
    found, _ = TRAINING.read(COURSE | listed | own | {"sources": sources}, today=None)
    assert found
    return found


TARGET, _ = TARGETS.read(GOAL | dict.fromkeys(("title", "set_by", "reason_set"), "⟦own words⟧"), today=None)
CONTACT, _ = CONTACTS.read(OFFICE | {"office": "⟦own words⟧"}, today=None)
COURSES = [
    (course_as_data(), {"source_id": "training", "handling": "public", "version": 1, "saved_at": datetime(2024, 1, 2)})
]

HELD = {
    "training": COURSES,
    "targets": [(TARGET, {"handling": "public"})],
    "contacts": [(CONTACT, {"handling": "public"})],
}


def read(answers: Any, kind: Any, *, draft: bool = False) -> list[Any]:
    """The marked course in the place of what a store holds."""
    return HELD.get(kind.name, []) if not draft else []


OF_BENCHMARK = (
    *("series", "metric", "unit", "scope", "source_title", "source_publisher", "source_date", "unverified_fields"),
    *("note", "label", "caveat", "break_why"),
)
"""What publishers say of their figures, and what our tables say of definitions."""
BENCHMARKS = benchmarks().with_columns(
    pl.when(pl.col(c) != "").then(pl.format("⟦{}⟧", pl.col(c))).otherwise(pl.col(c)).alias(c) for c in OF_BENCHMARK
)
MARKED = frames_of([as_data(case) for case in shipped_cases()], SHIPPED)
KEPT = KeptStore("template", written)
VISITS = [(entry, query) for entry in CATALOGUE if entry.url for query in SHOWN.get(entry.url, ({},))]


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    pseudo_made()
    KEPT.use(tmp_path_factory, monkeypatch)
    monkeypatch.setattr(st, "page_link", lambda *_, **__: None)
    monkeypatch.setattr(reader, "viewer", lambda: public(PSEUDO))
    monkeypatch.setattr(shipped, "as_frames", lambda: MARKED)
    monkeypatch.setattr(entries, "_read", read)
    monkeypatch.setattr(benchmark_filtering, "benchmarks", lambda: BENCHMARKS)
    monkeypatch.setattr(
        around,
        "steps",
        lambda group: [{k: f"⟦{v}⟧" for k, v in row.items() if v} | {"address": ""} for row in steps(group)],
    )
    monkeypatch.setattr(answering, "shipped", lambda: replace(shipped_operations(), ledger=OPERATIONS))


@pytest.mark.parametrize(("entry", "query"), VISITS, ids=lambda v: v.url if hasattr(v, "url") else "&".join(v) or "-")
def test_every_text_of_a_page_is_in_a_catalogue(store, entry, query):
    page = AppTest.from_file(str(ROOT / "pages" / entry.file), default_timeout=120)
    for key, values in query.items():
        page.query_params[key] = values
    page.run()
    assert not page.exception
    texts = [
        re.sub("<td.*?</td>", "", text) for text in _texts(page._tree) if text not in WHOLE | NAMES
    ]  # cells of paper: as reported
    assert len(texts) > 2, "the walk finds the texts of the page"
    data = (*DATA, *SERIES, *filter(None, month_name)) if entry.url in ("operations", "operation") else DATA
    if entry.url in ("country", "goods"):  # operations stand there too; short months are parts of names of places
        data = (*DATA, *SERIES, *(month for month in month_name if len(month) > 5))
    assert sorted({left for text in texts if (left := untranslated(text, *data))}) == []


def _texts(node: Any) -> Iterator[str]:
    """Every text of the page's elements, their figures and their tables."""
    for child in getattr(node, "children", {}).values():
        proto = getattr(child, "proto", None)
        if isinstance(proto, Proto):
            yield from _fields(proto)
            if spec := getattr(proto, "spec", ""):
                yield from texts_of_figure(spec)
            if type(proto).__name__ == "Arrow":
                yield from _table(proto)
        yield from _texts(child)


def _unquoted(text: str) -> str:
    """What a component of ours is given as one text is sent as JSON; what a cookie is to hold is read by nobody."""
    if re.fullmatch(r'"[\w%.-]*%3D[\w%.-]*"', text):
        return ""
    return json.loads(text) if text.startswith('"') and text.endswith('"') else text


def _fields(proto: Proto) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name in NO_TEXT:
            continue
        if field.type == field.TYPE_STRING:
            yield from map(_unquoted, [value] if isinstance(value, str) else value)
        elif field.type == field.TYPE_MESSAGE:
            parts = [value] if isinstance(value, Proto) else value
            for part in parts:
                if isinstance(part, Proto):
                    yield from _fields(part)


def _table(proto: Any) -> Iterator[str]:
    """Headings, the help beside them, and what stands in the cells."""
    table = pa.ipc.open_stream(proto.data).read_all()
    for column, kind in zip(table.columns, table.schema, strict=True):
        yield kind.name
        if pa.types.is_string(kind.type) or pa.types.is_large_string(kind.type):
            yield from filter(None, column.unique().to_pylist())
    for look in json.loads(proto.columns or "{}").values():
        yield from (look[k] for k in ("label", "help") if isinstance(look, dict) and look.get(k))
