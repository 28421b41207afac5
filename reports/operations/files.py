"""The operations of a selection as CSV, a workbook or JSON, with every figure, caveat and source."""

import json
from typing import Any

import polars as pl

from data_access.answers import Answers
from domain.operations.dimensions import OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from domain.words import Words
from reports.exports import MAKER, Export, csv_text, xlsx_bytes
from reports.operations.said import about as about_operations
from reports.operations.wording import UNIT, caution

FORMATS = ("csv", "xlsx", "json")
_JOINED = "; "


def about(answers: Answers, words: Words, selection: OperationSelection, found: pl.DataFrame) -> dict[str, Any]:
    """What travels with the operations: what they are, filters, rules, sources, version. Keys are codes."""
    apart = found.filter(~pl.col("goods_operation") | pl.col("combined"))
    title, unit = words.t(OPERATION_MEASURES["operations"].label), words.t(UNIT)
    said = about_operations(answers, words, selection, title=title, unit=unit, caution=caution(words), note="")
    return said | {
        "operations": found.height,
        "apart": apart["op_id"].to_list(),
        "preliminary": found.filter("preliminary")["op_id"].to_list(),
        "made_by": MAKER,
    }


def file_of(answers: Answers, words: Words, selection: OperationSelection, form: str) -> tuple[bytes, dict[str, Any]]:
    """The content of the file (FORMATS), and what must be said with it; CSV by itself carries only the table."""
    found = answers.operations.listed(selection)
    facts = about(answers, words, selection, found)
    if form == "json":
        amounts = answers.operations.quantities(selection)
        documents = [
            row | {"quantities": amounts.filter(pl.col("op_id") == row["op_id"]).drop("op_id").to_dicts()}
            for row in found.to_dicts()
        ]
        return json_bytes({"about": facts, "operations": documents}), facts
    flat = found.with_columns(pl.col("quantities").list.join(_JOINED))
    if form == "csv":
        return csv_text(flat, include_bom=True).encode(), facts
    export = Export(
        name="operations", title=facts["title"], unit=facts["counting_unit"], table=flat, about=facts, words=words
    )
    return xlsx_bytes(export), facts


def json_bytes(content: Any) -> bytes:
    """A document as a file."""
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()
