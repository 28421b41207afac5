"""Codes of dated entries (operations, courses, benchmarks) in words: of a dimension's values, and of a selection."""

from data_access.facts.benchmarks import definitions
from data_access.reference import tables as reference
from domain.entries.selection import DatedSelection
from domain.words import Words

PLACES = ("country", "place")


def code_names(of: type[DatedSelection], dimension: str, words: Words, scheme: str = "m49") -> dict[str, str]:
    """Code → words of a dimension; names, organisations and years are words already. '' is what is not stated."""
    found = of.dimensions[dimension]
    named = {code: words.t(label) for code, label in found.codes.items()}
    if dimension in PLACES:
        named = dict(reference.names("places"))
    elif dimension in ("goods", "goods_group"):
        named = dict(reference.names("goods"))
    elif dimension == "definition":
        named = {code: row["label"] for code, row in definitions().items()}
    elif dimension == "region" and not (scheme == "interpol" and named):
        named |= dict(reference.regions(scheme).select("region", "name").iter_rows())
    return {"": words.t(found.none), **named}


def in_words(selection: DatedSelection, words: Words) -> str:
    """A selection in a line."""
    parts = []
    for key, values in selection.where:
        names = code_names(type(selection), key, words, selection.scheme)
        listed = ", ".join(names.get(value, value) for value in values)
        parts.append(words.t("{what}: {values}", what=words.t(selection.dimensions[key].label), values=listed))
    if period := period_in_words(selection, words):
        parts.append(period)
    return "; ".join(parts) or words.t("no filter")


def period_in_words(selection: DatedSelection, words: Words) -> str:
    """'from 2018-01 on'; '' for all time."""
    if selection.start and selection.end:
        return words.t("{first} to {last}", first=selection.start, last=selection.end)
    if selection.start:
        return words.t("from {first} on", first=selection.start)
    return words.t("to {last}", last=selection.end) if selection.end else ""


def titled(what: str, selection: DatedSelection, words: Words) -> str:
    """What is shown, and of which entries where filters say it."""
    if not selection.filtered:
        return what
    return words.t("{what}: {filters}", what=what, filters=in_words(selection, words))
