"""Whether a claim can be said: supported, fragile or not supported, with reasons and a wording that can be defended."""

from dataclasses import dataclass, replace

from analysis.change import Change, Obstacle, direction
from analysis.notable import Course, course
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.claims import Claim, Kind, Verdict
from domain.measures import MEASURES
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.briefing.facts import course_in_words, thresholds, why_not
from reports.briefing.scope import newest_year, scoped
from reports.card import Way, records
from reports.changes import of_two
from reports.dates import provisional_from
from reports.exports import about
from reports.studio import Studio
from reports.titles import seizures_of, subject
from reports.wording import may_belong

NEAR, CLOSE = 0.005, 0.25
"""A share or a change is as claimed where it rounds to the same percent; near it within a quarter of its size."""
_KINDS = {
    Kind.TRAFFICKING: N_(
        "Reported seizures show what authorities found and reported, not how much is trafficked: no figure here "
        "can carry this."
    ),
    Kind.CAUSE: N_("Records say what was seized and when; none says why a figure changed."),
    Kind.RANKING: N_(
        "Places differ in who reports, how completely, and what is counted as one seizure: an order of places shows "
        "reporting first. Compare shows rates with their coverage and intervals."
    ),
}
"""What no record of seizures can carry, and why."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """`reasons`: sentences; `wording`: what can be said instead, or as it is; `citation`: of the figures behind it."""

    verdict: Verdict
    reasons: tuple[str, ...]
    wording: str
    citation: str
    about: str
    way: Way


def judge(studio: Studio, claim: Claim) -> Judged:
    """The verdict on a claim for this viewer. Raises UsageError for filters that the store does not know."""
    words = studio.words
    if claim.kind in _KINDS:
        newest = newest_year(studio.answers, claim.selection)
        reason = words.t(_KINDS[claim.kind])
        return _judged(studio, claim, Verdict.NOT_SUPPORTED, (reason,), _scale(studio, claim, newest))
    checks = {Kind.CHANGE: _change, Kind.COUNT: _count, Kind.NONE: _silence, Kind.SHARE: _share}
    verdict, reasons, wording = checks[claim.kind](studio, claim)
    return _judged(studio, claim, verdict, reasons, wording)


Found = tuple[Verdict, tuple[str, ...], str]


def _judged(studio: Studio, claim: Claim, verdict: Verdict, reasons: tuple[str, ...], wording: str) -> Judged:
    words, selection = studio.words, _period(claim, studio.answers)
    not_read = [words.t("Not understood, and not part of what was checked: {words}.", words=words.comma(claim.left))]
    several = [words.t("Means several things: {words}. Say which.", words=words.comma(claim.ask))]
    reasons = (*reasons, *(not_read if claim.left else ()), *(several if claim.ask else ()))
    if verdict is Verdict.SUPPORTED and (claim.left or claim.ask):
        verdict = Verdict.FRAGILE  # a part of the claim was not checked
    metadata = about(
        studio.answers,
        words,
        selection,
        title=words.t("Reported seizures"),
        unit=words.t(MEASURES["seizures"].counting_unit),
        caution=words.t(MEASURES["seizures"].caution),
    )
    ways = {Kind.CHANGE: Way("trends", Question(selection=selection, options=(("view", "change"),)))}
    return Judged(
        verdict=verdict,
        reasons=reasons,
        wording=wording,
        citation=str(metadata["suggested_citation"]),
        about=subject(selection, words, studio.answers.months(), studio.answers.source_names()),
        way=ways.get(claim.kind, records(selection)),
    )


def _period(claim: Claim, answers: Answers) -> Selection:
    if claim.kind is not Kind.CHANGE:
        return claim.selection
    earlier, later = _years(claim, answers)
    return replace(claim.selection, start=f"{earlier}-01", end=f"{later}-12") if earlier else claim.selection


def _years(claim: Claim, answers: Answers) -> tuple[str, str]:
    """The years that the claim leaves open: the newest that can be told of, and the one before it."""
    bare = replace(claim.selection, start="", end="")
    later = claim.later or newest_year(answers, bare)
    return (claim.earlier or (str(int(later) - 1) if later else "")), later


def _change(studio: Studio, claim: Claim) -> Found:
    """Between two years: what the comparison of the same, complete reporters says."""
    words, answers = studio.words, studio.answers
    earlier, later = _years(claim, answers)
    bare = replace(claim.selection, start="", end="")
    where = seizures_of(bare, words)
    if not later:
        return Verdict.NOT_SUPPORTED, (_no_records(studio, bare),), _scale(studio, claim, "")
    found = of_two(answers, bare, earlier, later)
    span = words.t("{first} to {last}", first=earlier, last=later)
    if found is None:
        reason = words.t(
            "Of {first} and {last} at least one has no records {where}.", first=earlier, last=later, where=where
        )
        return Verdict.NOT_SUPPORTED, (reason,), _scale(studio, claim, later)
    late = _late(studio, later)
    if found.obstacle is Obstacle.NONE and found.change is not None:
        verdict, reasons = _fits(claim, found, words)
        verdict = Verdict.FRAGILE if late and verdict is Verdict.SUPPORTED else verdict
        scope = scoped(answers, replace(bare, start=f"{later}-01", end=f"{later}-12"))
        return verdict, (*reasons, *late), course_in_words(found, scope, words)
    wording = words.t(
        "Whether reported seizures {where} changed from {span} cannot be said: {why}.",
        where=where,
        span=span,
        why=why_not(found, words),
    )
    raw = found.after / found.before - 1 if found.before else 0.0
    agrees = direction(raw) == claim.direction and found.obstacle not in (Obstacle.JUMP, Obstacle.SMALL)
    verdict = Verdict.FRAGILE if agrees and not late else Verdict.NOT_SUPPORTED
    return verdict, (_begun(why_not(found, words)), *late), wording


def _fits(claim: Claim, found: Change, words: Words) -> tuple[Verdict, tuple[str, ...]]:
    """How a claim fits a change that the records carry."""
    value, went = found.change or 0.0, course(found.before, found.after)
    said = {1: Course.ROSE, -1: Course.FELL, 0: Course.LITTLE}[claim.direction]
    figures = {"before": int(found.before), "after": int(found.after), "change": words.change(value)}
    told = words.t("The same complete reporters had {before} and {after} seizures ({change}).", **figures)
    if went is not said:
        if direction(value) == claim.direction and went is Course.LITTLE:
            return Verdict.FRAGILE, (told, thresholds(words))
        return Verdict.NOT_SUPPORTED, (told,)
    if claim.size is None:
        return Verdict.SUPPORTED, (told,)
    off = abs(abs(value) - claim.size)
    if off <= NEAR or words.percent(abs(value)) == words.percent(claim.size):
        verdict = Verdict.SUPPORTED
    else:
        verdict = Verdict.FRAGILE if off <= CLOSE * claim.size else Verdict.NOT_SUPPORTED
    without = found.distinct
    if verdict is Verdict.SUPPORTED and without is not None and words.change(without) != words.change(value):
        copies = words.t("Without exact copies it is {change}: say so beside it.", change=words.change(without))
        return Verdict.FRAGILE, (told, copies)
    return verdict, (told,)


def _late(studio: Studio, year: str) -> tuple[str, ...]:
    edge = provisional_from(studio.answers)
    if not edge or year < edge:
        return ()
    return (studio.words.t("Reports of {year} still come in: it is not complete.", year=year),)


def _count(studio: Studio, claim: Claim) -> Found:
    """How many seizures: every one reported counts, and what may belong too is said."""
    words, answers = studio.words, studio.answers
    total = int(answers.total(claim.selection))
    wording = _scale(studio, claim, "")
    told = words.n("{n} seizure is among the records.", "{n} seizures are among the records.", total)
    more = may_belong(*answers.left_open(claim.selection), words)
    if total == 0:
        return Verdict.NOT_SUPPORTED, (_no_records(studio, claim.selection),), wording
    if total != claim.n:
        close = claim.n is not None and abs(total - claim.n) <= NEAR * total
        return (Verdict.FRAGILE if close else Verdict.NOT_SUPPORTED), (told, *filter(None, [more])), wording
    late = _late(studio, claim.selection.end[:4]) if claim.selection.end else ()
    doubts = (*filter(None, [more]), *late)
    return (Verdict.FRAGILE if doubts else Verdict.SUPPORTED), (told, *doubts), wording


def _silence(studio: Studio, claim: Claim) -> Found:
    """That nothing was seized: supported only where zero was reported."""
    words, answers = studio.words, studio.answers
    total = int(answers.total(claim.selection))
    wording = _scale(studio, claim, "")
    if total:
        told = words.n("{n} seizure is among the records.", "{n} seizures are among the records.", total)
        return Verdict.NOT_SUPPORTED, (told,), wording
    states = set(answers.seizures(claim.selection, "country", grid=True)["state"])
    if states == {CellState.ZERO.value}:
        return Verdict.SUPPORTED, (words.t("Those who are asked for reported, and reported none."),), wording
    return Verdict.NOT_SUPPORTED, (words.t("Nobody reported it: that is silence, not zero."),), wording


def _share(studio: Studio, claim: Claim) -> Found:
    """How many of the seizures include the goods that are named."""
    words, answers, selection = studio.words, studio.answers, claim.selection
    goods = (*selection.values("goods"), *selection.values("goods_group"))
    whole = answers.total(selection.having("goods", ()).having("goods_group", ()))
    part = answers.total(selection)
    if not goods or not whole:
        reason = (
            words.t("A share needs goods, and seizures that it is of.") if not goods else _no_records(studio, selection)
        )
        return Verdict.NOT_SUPPORTED, (reason,), _scale(studio, claim, "")
    share, size = part / whole, claim.size or 0.0
    names = words.listed([reference.names("goods")[code] for code in goods], most=3)
    fields = {"share": words.percent(share), "part": int(part), "whole": int(whole), "goods": names}
    told = words.t("{part} of {whole} reported seizures include {goods} ({share}).", **fields)
    more = may_belong(*answers.left_open(selection), words)
    if abs(share - size) > NEAR:
        return (Verdict.FRAGILE if abs(share - size) <= 0.02 else Verdict.NOT_SUPPORTED), (told,), told
    return (Verdict.FRAGILE if more else Verdict.SUPPORTED), (told, *filter(None, [more])), told


def _scale(studio: Studio, claim: Claim, year: str) -> str:
    """What can be said of the same seizures: how many are reported, of the year or the period."""
    words, selection = studio.words, claim.selection
    if year:
        selection = replace(selection, start=f"{year}-01", end=f"{year}-12")
    total = int(studio.answers.total(selection))
    what = subject(selection, words, studio.answers.months(), begins=False)
    if not total:
        return _no_records(studio, selection)
    return words.n("{n} seizure is reported: {what}.", "{n} seizures are reported: {what}.", total, what=what)


def _no_records(studio: Studio, selection: Selection) -> str:
    words = studio.words
    what = subject(selection, words, studio.answers.months(), begins=False)
    return words.t("No record is at hand of: {what}. That is not zero.", what=what)


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
