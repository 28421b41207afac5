"""The courses of a selection as CSV or a workbook in the columns of the template, or as JSON."""

import json
from typing import Any

from data_access.answers import Answers
from data_access.entries.files import entries_csv, entries_xlsx
from data_access.training.kind import TRAINING
from domain.training.dimensions import TRAINING_MEASURES
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.exports import MAKER
from reports.training.said import about as about_training
from reports.training.wording import UNIT, caution

FORMATS = ("csv", "xlsx", "json")


def about(answers: Answers, words: Words, selection: TrainingSelection) -> dict[str, Any]:
    """What travels with the courses: what they are, filters, sources, handling, version. Keys are codes."""
    title, unit = words.t(TRAINING_MEASURES["training"].label), words.t(UNIT)
    said = about_training(answers, words, selection, title=title, unit=unit, caution=caution(words), note="")
    return said | {"courses": answers.training.listed(selection).height, "made_by": MAKER}


def file_of(answers: Answers, words: Words, selection: TrainingSelection, form: str) -> tuple[bytes, dict[str, Any]]:
    """The content of the file (FORMATS), and what must be said with it; CSV by itself carries only the table.

    Another installation can read all three (`atlas import training FILE`).
    """
    facts, template = about(answers, words, selection), TRAINING.template
    wanted = answers.training.listed(selection)["course_id"].to_list()
    held = {document["id"]: document for document, _ in answers.training.entries.documents()}
    documents = [held[one] for one in wanted]
    if form == "json":
        content = {"about": facts, "training": documents}
        return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode(), facts
    rows = [template.cells_of(document) for document in documents]
    if form == "csv":
        return entries_csv(template, rows, ()), facts
    plain = {key: value if isinstance(value, str) else json.dumps(value, default=str) for key, value in facts.items()}
    return entries_xlsx(template, rows, (), plain), facts
