"""The benchmarks of a selection as CSV, a workbook or JSON, with every caveat and source."""

from typing import Any

import polars as pl

from data_access.answers import Answers
from domain.benchmarks.selection import BenchmarkSelection
from domain.words import Words
from reports.benchmarks.said import about as about_benchmarks
from reports.benchmarks.wording import MEANT, UNIT, caution
from reports.exports import MAKER, Export, csv_text, xlsx_bytes
from reports.operations.files import json_bytes

FORMATS = ("csv", "xlsx", "json")


def file_of(answers: Answers, words: Words, selection: BenchmarkSelection, form: str) -> tuple[bytes, dict[str, Any]]:
    """The content of the file (FORMATS), and what must be said with it; CSV by itself carries only the table."""
    found = answers.benchmarks.listed(selection)
    title, unit = words.t(MEANT.label), words.t(UNIT)
    facts = about_benchmarks(answers, words, selection, title=title, unit=unit, caution=caution(words), note="")
    facts |= {"figures": found.height, "made_by": MAKER}
    if form == "json":
        return json_bytes({"about": facts, "benchmarks": found.to_dicts()}), facts
    flat = found.with_columns(pl.col("goods").list.join("; "))
    if form == "csv":
        return csv_text(flat, include_bom=True).encode(), facts
    export = Export(
        name="benchmarks", title=facts["title"], unit=facts["counting_unit"], table=flat, about=facts, words=words
    )
    return xlsx_bytes(export), facts
