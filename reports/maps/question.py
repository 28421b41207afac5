"""What a map is asked to show: read from a question and checked. What makes no sense is said."""

from dataclasses import dataclass

from charts.maps.panels import MOST
from data_access.answers import Answers
from domain.collation import by_name
from domain.messages import N_
from domain.question import Question, kind_label
from domain.selection import Selection
from domain.words import Words
from reports.asked import Asked
from reports.card import Text
from reports.explore.question import kinds
from reports.maps.periods import Periods, best_reported, periods, years_with_records
from reports.wording import code_names

SHOWS = {
    "rate": N_("Per head"),
    "count": N_("Number"),
    "quantity": N_("Quantity"),
    "share": N_("Share"),
    "change": N_("Change"),
    "coverage": N_("Per head and coverage"),
}
"""What a map can show. Rates and shares fill areas; numbers and quantities are circles."""
SCALES = {
    "log": N_("Round steps (1-3-10 or 1-10-100)"),
    "quantile": N_("As many places in each class (quantiles)"),
    "jenks": N_("Natural groups (Fisher–Jenks)"),
    "headtail": N_("Long tail (head–tail)"),
    "even": N_("Steps of 20%"),
}
VIEWS = {"one": N_("One map"), "years": N_("Year by year"), "play": N_("Play")}
NAMED = "told"
"""Of a share, in links (which must keep opening): seizures that name a field, as in told:mode."""
_KNOWN = {
    f"{NAMED}:departure": N_("name the country of departure"),
    f"{NAMED}:destination": N_("name the intended destination"),
    f"{NAMED}:producing": N_("name the country of production"),
    f"{NAMED}:mode": N_("name the mode of transport"),
}
_OF = {"goods_group": N_("are of the group: {name}"), "mode": N_("were carried by: {name}")}
"""What seizures are counted in a share: the end of 'Share of reported seizures that …'."""
_WRONG = N_("The link asks for a '{key}' that does not apply here; the default is shown.")
_NO_QUANTITY = N_("No quantity is reported in this selection; the number of seizures is shown.")
_OTHER_UNIT = N_("This kind of unit is not reported in this selection; {kind} is shown.")


@dataclass(frozen=True, kw_only=True)
class MapView:
    """What is shown, in which classes, in which form, and what that needs to know."""

    selection: Selection
    show: str
    scale: str
    view: str
    unit_class: str
    share: str
    years: tuple[str, ...]
    """The years with records that a view by year shows: the last twelve."""
    start: str
    """The year at which an animation starts: unless chosen, the last of those with most reporting places."""
    periods: Periods
    notes: tuple[Text, ...] = ()
    """What was not taken as it was asked."""

    @property
    def circles(self) -> bool:
        """Whether figures are circles: sums are, for a large land would look full of them."""
        return self.show in ("count", "quantity")

    @property
    def question(self) -> Question:
        """The quantity that is shown, by country or territory."""
        kind = (self.unit_class,) if self.show == "quantity" else ()
        measure = "quantity" if kind else "seizures"
        return Question(selection=self.selection, measure=measure, kind=kind, by=("country",))


def read(answers: Answers, question: Question, words: Words) -> MapView:
    """The view that is asked for; in place of what it cannot be stands the usual one."""
    asked, selection = Asked(answers, question, words), question.selection
    years = years_with_records(answers, selection)[-MOST:]
    best = best_reported(answers, selection, years)
    unit_class, show = _unit_class(asked, asked.one("show", tuple(SHOWS), _WRONG))
    view = asked.one("view", views(show, years), _WRONG)
    shares = share_options(answers, selection, words) if show == "share" else {"": ""}
    return MapView(
        selection=selection,
        show=show,
        scale=asked.one("scale", scales(show), _WRONG),
        view=view,
        unit_class=unit_class,
        share=asked.one("share", tuple(shares), _WRONG),
        years=years,
        start=asked.one("at", (*best, *years), _WRONG) if years else "",
        periods=periods(answers, selection, question.own("earlier"), question.own("later")),
        notes=asked.notes,
    )


def _unit_class(asked: Asked, show: str) -> tuple[str, str]:
    """The kind of unit of a quantity, and what is shown where none is reported."""
    if show != "quantity":
        return "", show
    available = [kind[0] for kind in kinds(asked.answers, asked.question.selection, "quantity")]
    if not available:
        asked.info(_NO_QUANTITY)
        return "", "count"
    given = asked.question.own("unit_class")
    if given and given not in available:
        asked.info(_OTHER_UNIT, kind=kind_label((available[0],)))
    return (given if given in available else available[0]), show


def scales(show: str) -> tuple[str, ...]:
    """The scales that make sense, the usual one first: even steps are for shares, 1-3-10-30 for all else."""
    if show == "rate":
        return ("log", "quantile", "jenks", "headtail")
    if show == "share":
        return ("even", "quantile", "jenks")
    return ("",)


def views(show: str, years: tuple[str, ...]) -> tuple[str, ...]:
    """Change and coverage are made of all years at once; one year alone has no sequence."""
    return ("one",) if show in ("change", "coverage") or len(years) < 2 else tuple(VIEWS)


def share_options(answers: Answers, selection: Selection, words: Words) -> dict[str, str]:
    """Code → 'name the country of departure', 'are of the group: Drugs': what occurs in the selection."""
    found = {code: words.t(clause) for code, clause in _KNOWN.items()}
    for dimension, clause in _OF.items():
        names = code_names(dimension, selection.scheme, words)
        codes = answers.seizures(selection, dimension)[dimension].to_list()
        found |= {
            f"{dimension}:{code}": words.t(clause, name=names[code])
            for code in by_name(set(codes) & names.keys(), names)
        }
    return found
