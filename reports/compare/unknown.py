"""What is not known of a comparison, in words: who is silent, which years are missing, which sources tell it at all."""

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import by_name
from reports.card import Report, Text
from reports.compare.figures import capable_sources, members, told
from reports.compare.question import Choice
from reports.wording import markdown_safe


def unknown(answers: Answers, choice: Choice, years: list[int]) -> Report:
    """What is not known, in words: who is silent, which years are missing, which sources hold such goods at all."""
    places = reference.names("places")
    every = members(answers, choice)
    found = [Text("What we do not know", "heading")]
    for code in choice.codes:
        mine = by_name(every.filter(pl.col("code") == code)["country"].to_list(), places)
        held = told(answers, choice, code).filter(pl.col("year").is_in(years))
        held = held.select("country", "year").unique()
        heard = dict(held.group_by("country").len().iter_rows())
        silent = [places.get(c, c) for c in mine if c not in heard]
        partly = [
            f"{places.get(c, c)} ({heard[c]} of {len(years)} years)" for c in mine if 0 < heard.get(c, 0) < len(years)
        ]
        if choice.kind == "goods":
            said = (
                f"{len(mine) - len(silent)} of {len(mine)} countries and territories have records from sources that "
                f"report such goods, {len(partly)} of them not for every year"
            )
        else:
            lines = [f"no record from {', '.join(silent)}"] if silent else []
            lines += [f"gaps: {', '.join(partly)}"] if partly else []
            said = "; ".join(lines) or "records for every year"
        found.append(Text(f"**{markdown_safe(choice.names[code])}**: {markdown_safe(said)}."))
    found.append(Text(markdown_safe(_sources(answers, choice, years)), "caption"))
    return tuple(found)


def _sources(answers: Answers, choice: Choice, years: list[int]) -> str:
    """Who tells this measure of such goods, who holds such goods without telling it, and what silence means."""
    named = answers.source_names()
    every = choice.selection.having("goods", choice.codes) if choice.kind == "goods" else choice.selection
    telling, counts = capable_sources(answers, every, choice), answers.sources_of(every)
    silent = [s for s in answers.capable_sources(every) if s not in telling and s in counts]
    by_whom = ", ".join(by_name(map(str, (named.get(s, s) for s in telling)), {})) or "none"
    left_out = " Left out, because they do not report this measure: "
    f"{', '.join(named[s] for s in silent)}." if silent else ""
    return (
        f"Years {years[0]}–{years[-1]}, by the sources with records of such goods: {by_whom}.{left_out} No record does "
        "not mean zero: nobody may have looked, or nobody reported. Records of goods that are not classified, or "
        "reported only as 'medicines', do not appear under a narrower kind of goods, and those that do not say why the "
        "goods were illicit do not appear under a reason."
    )
