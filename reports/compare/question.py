"""What Compare sets side by side, of which measure, and per what: read from a question and checked."""

from dataclasses import dataclass

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.measures import MEASURES
from domain.messages import N_, Message, message
from domain.question import KIND_KEYS, Question, kind_label
from domain.selection import Selection
from domain.words import Words
from reports.asked import Asked
from reports.card import Text
from reports.explore.question import kinds
from reports.wording import code_names

MOST = 6
KINDS = {"country": N_("Countries and territories"), "region": N_("Regions"), "goods": N_("Goods")}
SCALES = {"figures": N_("Figures"), "rate": N_("Rate"), "index": N_("Index"), "share": N_("Share of all")}
_ALSO = {"head": "inhabitants"}
"""What a link may also say: as it is asked."""
PER = {"inhabitants": N_("Inhabitants"), "imports": N_("Imports"), "years": N_("Reporting places and years")}
COUNT = ("seizures",)
_LEFT_OUT = N_("The link names something unknown, or something from another scheme of regions; it was left out.")
_WRONG = N_("The link asks for a '{key}' that does not apply here; the default is shown.")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is compared (`kind` of KINDS), its codes A–Z by name, and the measure with its kind of unit or currency."""

    selection: Selection
    kind: str
    codes: tuple[str, ...]
    names: dict[str, str]
    measure: tuple[str, ...] = COUNT
    measures: tuple[tuple[str, ...], ...] = (COUNT,)
    """What these items report at all."""
    per: str = "inhabitants"
    """What rates are divided by (PER)."""
    scale: str = "figures"
    """What is drawn over time (SCALES)."""
    notes: tuple[Text, ...] = ()
    """What was not taken as it was asked."""

    @property
    def counted(self) -> bool:
        """Whether seizures are counted: only counts have the interval of a count."""
        return self.measure == COUNT

    @property
    def inside(self) -> Selection:
        """The filters, and only what is compared."""
        return self.selection.having(self.kind, self.codes)

    def question(self, selection: Selection, *by: str) -> Question:
        """What is asked of the records: this measure of a selection, by these dimensions."""
        return Question(selection=selection, measure=self.measure[0], kind=self.measure[1:], by=by)

    @property
    def label(self) -> Message:
        """The measure in words."""
        return message(MEASURES[self.measure[0]].label)

    @property
    def unit(self) -> Message:
        """The counting unit."""
        return self.question(self.selection).unit


def read(answers: Answers, question: Question, words: Words) -> Choice:
    """The comparison that is asked for; in place of what makes no sense stands the usual."""
    asked, selection = Asked(answers, question, words), question.selection
    given = tuple(filter(None, question.own("against").split(",")))
    kind = question.own("by") if question.own("by") in KINDS else _kind_of(given)
    names = names_of(answers, kind, selection, words)
    codes = [code for code in given if code in names]
    if len(codes) < len(given):
        asked.error(_LEFT_OUT)
    codes = by_name(codes[:MOST], names)
    measures = _measures(answers, selection.having(kind, codes)) if len(codes) > 1 else (COUNT,)
    return Choice(
        selection=selection,
        kind=kind,
        codes=tuple(codes),
        names=names,
        measures=measures,
        measure=_measure(asked, measures) if len(codes) > 1 else COUNT,
        per=_ALSO.get(question.own("per")) or asked.one("per", tuple(PER), _WRONG),
        scale=asked.one("scale", tuple(SCALES), _WRONG),
        notes=asked.notes,
    )


def _measures(answers: Answers, inside: Selection) -> tuple[tuple[str, ...], ...]:
    counts = ((m.key,) for m in MEASURES.values() if not m.kind)
    return (*counts, *((measure, *kind) for measure in KIND_KEYS for kind in kinds(answers, inside, measure)))


def _measure(asked: Asked, measures: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    given = (asked.question.measure, *asked.question.kind)
    if given not in measures:
        asked.info(N_("What the link asks to measure is not reported here; the number of seizures is shown."))
    return given if given in measures else COUNT


def measure_label(measure: tuple[str, ...]) -> Message:
    """'Reported quantity seized: Mass (kg)'."""
    label = message(MEASURES[measure[0]].label)
    return message("{measure}: {kind}", measure=label, kind=kind_label(measure[1:])) if len(measure) > 1 else label


def last_five(answers: Answers) -> tuple[str, str]:
    """First and last month of the last five years of the data."""
    end = int(answers.months()[1][:4] or 0)
    return f"{end - 4:04d}-01", f"{end:04d}-12"


def _kind_of(codes: tuple[str, ...]) -> str:
    """What a link compares that does not say it: countries, unless it names anything else."""
    return "country" if set(codes) <= reference.names("places").keys() else "region"


def names_of(answers: Answers, kind: str, selection: Selection, words: Words) -> dict[str, str]:
    """Code → name of what can be compared: goods that occur, and every place and region of the scheme."""
    names = code_names(kind, selection.scheme, words)
    if kind != "goods":
        return names
    known = set(answers.codes(kind))
    known |= {group for code, group in reference.goods_group().items() if code in known}
    return {code: name for code, name in names.items() if code in known}
