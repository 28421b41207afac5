"""Each target beside what is recorded: figures of records alone, no share, no traffic light, no forecast."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from domain.targets import CAUTIONS, MEASURES
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.card import Card, Column, Entry, Report, Text, Way, number
from reports.studio import Studio
from reports.training.wording import INVENTED

EMPTY = N_(
    "No target is set. Set one in the form, or bring several: `atlas template targets --out targets.xlsx`, fill it in, "
    "`atlas import targets targets.xlsx`."
)
CAUTION = N_(
    "A target is what somebody set; beside it stands what is recorded here, and nothing is derived that no record "
    "carries. What is not recorded may have happened. Nothing here says what caused a figure."
)
UNIT = N_("targets")


def recorded(answers: Answers, target: dict[str, Any]) -> int | None:
    """What is recorded against a target (its document); null where no record tells a figure."""
    goods, places = tuple(target["goods"]), tuple(target["places"])
    where = tuple(pair for pair in (("goods", goods), ("country", places)) if pair[1])
    start, end = _month(target["start"], "01"), _month(target["end"], "12")
    measure, seizures = target["measure"], Selection(where=where, start=start, end=end)
    if measure == "operations":
        asked = OperationSelection(where=where, start=start, end=end).counted()
        return answers.operations.listed(asked).height
    if measure == "countries_reporting":
        found = answers.seizures(seizures, "country").filter(pl.col("state") == CellState.VALUE.value)
        return found.filter(pl.col("value") > 0)["country"].n_unique()
    if measure == "joint_cases":
        joint = answers.cooperation.joint(seizures)
        return joint.filter(pl.col("sort") == "case", pl.col("countries").list.len() > 1).height
    courses = TrainingSelection(where=where, start=start, end=end)
    if measure == "courses":
        return answers.training.counts(courses).total
    if measure == "countries_trained":
        return answers.training.groups(courses).filter(pl.col("country") != "")["country"].n_unique()
    value = answers.training.counts(courses, "training_participants").frame["value"][0]
    return None if value is None else int(value)


def _month(text: str, month: str) -> str:
    return f"{text}-{month}" if len(text) == len("2024") else text[: len("2024-05")]


def report(studio: Studio) -> Report:
    """The targets, those that end first first; how to set one where there is none."""
    words = studio.words
    held = studio.answers.targets.documents()
    targets = [document for document, _ in held]
    if not targets:
        return (Text(words.t(EMPTY), "info"),)
    targets.sort(key=lambda one: (one["end"], one["id"]))
    rows = [(one, recorded(studio.answers, one)) for one in targets]
    table = pl.DataFrame(
        [
            {
                "title": one["title"],
                "measure": words.t(MEASURES[one["measure"]]),
                "value": one["value"],
                "recorded": n,
                "about": _about(one, words),
                "start": one["start"],
                "end": one["end"],
                "set_by": one["set_by"],
                "set_on": one["set_on"],
                "reason_set": one["reason_set"],
                "note": " ".join(filter(None, [words.t(CAUTIONS[one["measure"]]), one["note"]])),
                "id": one["id"],
            }
            for one, n in rows
        ]
    )
    invented = studio.answers.training.listed(TrainingSelection())["invented"].any()
    return (
        *((Text(words.t(INVENTED), "info"),) if invented else ()),
        Card(
            key="targets",
            title=words.t("Targets, and what is recorded"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} target.", "A list of {n} targets.", len(rows))),
            table=table,
            columns=_columns(words),
            selection=Selection(),
            caution=words.t(CAUTION),
            note=words.t("those that end first stand first"),
            credit=(words.t("Targets of this installation, each with who set it"), ""),
            told={"handling": " · ".join(sorted({"public", *(known["handling"] for _, known in held)}))},
            entries=tuple(_entry(one, n, words) for one, n in rows),
        ),
    )


def _columns(words: Words) -> dict[str, Column]:
    return {
        "title": Column(words.t("Target"), width=260),
        "measure": Column(words.t("What is counted"), width=220),
        "value": number(words.t("To be reached")),
        "recorded": number(words.t("Recorded")),
        "about": Column(words.t("On which goods, where"), width=200),
        "start": Column(words.t("From")),
        "end": Column(words.t("Until")),
        "set_by": Column(words.t("Set by")),
        "set_on": Column(words.t("Set on")),
        "reason_set": Column(words.t("Why this target"), width=240),
        "note": Column(words.t("Caveats"), width=260),
        "id": Column(words.t("Number in this list")),
    }


def _about(target: dict[str, Any], words: Words) -> str:
    goods, places = reference.names("goods"), reference.names("places")
    named = [goods.get(code, code) for code in target["goods"]] + [places.get(code, code) for code in target["places"]]
    return words.comma(named) or words.t("any goods, anywhere")


def _entry(target: dict[str, Any], n: int | None, words: Words) -> Entry:
    """A target in the list: what is recorded beside what was set, then by whom, when and why."""
    told = words.number(n) if n is not None else words.t("no figure")
    what, said = words.t(MEASURES[target["measure"]]), words.t(CAUTIONS[target["measure"]])
    counted = words.t(
        "{what}: {n} recorded, {value} to be reached", what=what, n=told, value=words.number(target["value"])
    )
    period = words.t("{first} to {last}", first=target["start"], last=target["end"])
    why = words.t("set by {who} on {day}: {why}", who=target["set_by"], day=target["set_on"], why=target["reason_set"])
    lines = (counted, " · ".join([period, _about(target, words), said]), why, target["note"])
    return Entry(
        title=target["title"],
        way=Way("targetform", Question(options=(("id", target["id"]),))),
        mark=words.t("{n} recorded", n=told),
        lines=tuple(filter(None, lines)),
    )
