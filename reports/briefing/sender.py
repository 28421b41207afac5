"""What the sender of a briefing adds: lines to take, likely questions with answers, decision, owner, and whether it is
cleared. A draft of the first two is made of the records; the sender may change every word of it.
"""

from dataclasses import dataclass, replace

import polars as pl

from data_access.reference import tables as reference
from domain.collation import az
from domain.messages import N_
from domain.words import Words
from reports.briefing.facts import facts
from reports.briefing.known import coverage, late
from reports.briefing.scope import Scope
from reports.studio import Studio

STATES = {"draft": N_("Draft"), "cleared": N_("Cleared")}
LONGEST = 4000
"""Letters of one of its texts."""
_NAMED = 12


@dataclass(frozen=True, kw_only=True)
class Sender:
    """`lines` and `questions` are texts of several lines; of `questions` every other line is the answer. `embargo`: a
    day, or '' for none.
    """

    lines: str = ""
    questions: str = ""
    decision: str = ""
    owner: str = ""
    state: str = "draft"
    cleared_by: str = ""
    embargo: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said but that it is a draft."""
        return replace(self, state="draft") == Sender()


def drafted(studio: Studio, scope: Scope) -> Sender:
    """Lines and questions as the records answer them."""
    (three,) = facts(studio, scope.selection)
    lines = [fact.text for fact in three.facts]
    return Sender(lines="\n".join(lines), questions="\n".join(_asked(studio, scope)))


def _asked(studio: Studio, scope: Scope) -> list[str]:
    words = studio.words
    found = [
        words.t("Does this show more or less trafficking?"),
        words.t(
            "No. It shows what authorities found and reported. More enforcement or better reporting raise it too, and "
            "the records cannot tell these apart."
        ),
        words.t("How sure are the figures?"),
        " ".join(filter(None, [coverage(studio, scope).text, late(studio, scope)])),
    ]
    if silent := _silent(studio, scope):
        found += [words.t("Who did not report?"), silent]
    return found


def _silent(studio: Studio, scope: Scope) -> str:
    """The countries and territories of a region without records of the period; '' of the world or of one country."""
    if not scope.members or scope.place:
        return ""
    words, names = studio.words, reference.names("places")
    heard = studio.answers.coverage(scope.selection)
    years = range(int(scope.first), int(scope.last) + 1)
    known = set(heard.filter(pl.col("year").is_in(list(years)))["country"].to_list())
    others = [names[code] for code in scope.members if code not in known]
    if not others:
        return words.t("All of them have records for {period}.", period=scope.period(words))
    listed = pl.DataFrame({"label": others}).sort(az("label"))["label"].to_list()
    return words.n(
        "{n} has no records for {period}: {names}.",
        "{n} have no records for {period}: {names}.",
        len(listed),
        period=scope.period(words),
        names=words.listed(listed, most=_NAMED),
    )


def pairs(questions: str) -> list[tuple[str, str]]:
    """Questions with their answers; a last question without one has ''."""
    lines = [line.strip() for line in questions.splitlines() if line.strip()]
    return [(lines[i], lines[i + 1] if i + 1 < len(lines) else "") for i in range(0, len(lines), 2)]


def standing(sender: Sender, words: Words) -> str:
    """'Draft', 'Cleared by …, not before …'."""
    parts = [words.t(STATES[sender.state])]
    if sender.state == "cleared" and sender.cleared_by:
        parts = [words.t("Cleared by {who}", who=sender.cleared_by)]
    if sender.embargo:
        parts.append(words.t("not to be used before {day}", day=sender.embargo))
    return " · ".join(parts)
