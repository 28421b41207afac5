"""What a briefing says of itself: title, caveat, sources, day, handling. The same on a page and in every file."""

from dataclasses import dataclass

from domain.measures import MEASURES
from domain.selection import Selection
from domain.words import Words
from reports.briefing.facts import thresholds
from reports.briefing.scope import Scope, scoped
from reports.card import Report, Text
from reports.exports import INVENTED, about_boundaries, provenance
from reports.studio import Studio
from reports.titles import subject
from reports.wording import in_words, markdown_safe


@dataclass(frozen=True, kw_only=True)
class Said:
    """`source`: who reported and when that was loaded; `filters`: what was asked, in words."""

    title: str
    subject: str
    caveat: str
    rules: str
    boundaries: str
    source: str
    filters: str
    day: str
    version: str
    handling: str
    invented: bool


def said(studio: Studio, scope: Scope) -> Said:
    """Of a scope."""
    words, answers = studio.words, studio.answers
    behind = provenance(answers, answers.sources_of(scope.selection))
    names = words.comma([source["name"] for source in behind["sources"]]) or words.t("none with records")
    return Said(
        title=title(scope, words),
        subject=subject(scope.selection, words, answers.months(), answers.source_names()),
        caveat=words.t(MEASURES["seizures"].caution),
        rules=thresholds(words),
        boundaries=about_boundaries(words),
        source=words.t("Source: {names}", names=names),
        filters=in_words(scope.selection, words, answers.source_names()),
        day=str(behind["loaded"]),
        version=str(behind["data_version"]),
        handling=str(behind["handling"]),
        invented=bool(behind["invented"]),
    )


def title(scope: Scope, words: Words) -> str:
    """'Spain, 2015'."""
    return words.t("{place}, {period}", place=scope.name(words), period=scope.period(words))


def line(found: Said, words: Words) -> str:
    """Source, day, version and handling in one line."""
    parts = [words.t(INVENTED)] if found.invented else []
    parts += [
        found.source,
        words.t("as of {day}", day=found.day),
        words.t("data version {version}", version=found.version),
        words.t("handling: {handling}", handling=found.handling),
    ]
    return " · ".join(parts)


def caveats(studio: Studio, selection: Selection) -> Report:
    """How it is to be read, of a link."""
    found = said(studio, scoped(studio.answers, selection))
    text = " ".join([found.caveat, found.rules])
    return (Text(markdown_safe(text), "caption"), Text(markdown_safe(line(found, studio.words)), "caption"))
