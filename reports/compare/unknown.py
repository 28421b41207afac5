"""What is not known of a comparison, in words: who is silent, which years are missing, which sources report it."""

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.messages import N_
from domain.words import Words
from reports.card import Report, Text
from reports.compare.figures import capable_sources, members, reported
from reports.compare.question import Choice
from reports.wording import markdown_safe


def unknown(answers: Answers, choice: Choice, years: list[int], words: Words) -> Report:
    """What is not known, in words: who is silent, which years are missing, which sources hold such goods at all."""
    places = reference.names("places")
    every = members(answers, choice)
    found = [Text(words.t("What we do not know"), "heading")]
    for code in choice.codes:
        mine = by_name(every.filter(pl.col("code") == code)["country"].to_list(), places)
        with_records = reported(answers, choice, code).filter(pl.col("year").is_in(years))
        with_records = with_records.select("country", "year").unique()
        heard = dict(with_records.group_by("country").len().iter_rows())
        gaps = _of_goods if choice.kind == "goods" else _of_places
        item, what = markdown_safe(choice.names[code]), markdown_safe(gaps(mine, heard, len(years), words))
        found.append(Text(words.t("**{item}**: {gaps}.", item=item, gaps=what)))
    found.append(Text(markdown_safe(_sources(answers, choice, years, words)), "caption"))
    return tuple(found)


def _of_goods(mine: list[str], heard: dict[str, int], years: int, words: Words) -> str:
    """How many places report such goods, and how many of them not for every year. heard: place → years with records."""
    partly = sum(0 < heard.get(place, 0) < years for place in mine)
    return words.t(
        "{n} of {all} countries and territories have records from sources that report such goods, {partly} of them not "
        "for every year",
        n=sum(place in heard for place in mine),
        all=len(mine),
        partly=partly,
    )


def _of_places(mine: list[str], heard: dict[str, int], years: int, words: Words) -> str:
    """Which places are silent, and which have gaps. heard: place → years with records."""
    places = reference.names("places")
    silent = [places.get(place, place) for place in mine if place not in heard]
    partly = [
        words.t("{place} ({n} of {all} years)", place=places.get(place, place), n=heard[place], all=years)
        for place in mine
        if 0 < heard.get(place, 0) < years
    ]
    parts = [words.t("no record from {places}", places=words.comma(silent))] if silent else []
    parts += [words.t("gaps: {places}", places=words.comma(partly))] if partly else []
    return "; ".join(parts) or words.t("records for every year")


def _sources(answers: Answers, choice: Choice, years: list[int], words: Words) -> str:
    """Who reports this measure of such goods, who has such goods without reporting it, and what silence means."""
    named = answers.source_names()
    every = choice.selection.having("goods", choice.codes) if choice.kind == "goods" else choice.selection
    able, counts = capable_sources(answers, every, choice), answers.sources_of(every)
    silent = [s for s in answers.capable_sources(every) if s not in able and s in counts]
    sources = words.comma(by_name([str(named.get(s, s)) for s in able], {})) or words.t("none")
    parts = [
        words.t(
            "Years {first}–{last}, by the sources with records of such goods: {sources}.",
            first=str(years[0]),
            last=str(years[-1]),
            sources=sources,
        )
    ]
    if silent:
        left_out = words.comma([named[source] for source in silent])
        parts.append(words.t("Left out, because they do not report this measure: {sources}.", sources=left_out))
    parts.append(words.t(_SILENCE))
    return " ".join(parts)


_SILENCE = N_(
    "No record does not mean zero: nobody may have looked, or nobody reported. Records of goods that are not "
    "classified, or reported only as 'medicines', do not appear under a narrower kind of goods, and those that do not "
    "say why the goods were illicit do not appear under a reason."
)
