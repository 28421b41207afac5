"""One course told in sections, in the reader's words, as a case and an operation are."""

from typing import Any

from data_access.entries.flat import first_day, last_day
from data_access.reference import tables as reference
from data_access.training.frames import number_told
from domain.cases.vocabulary import GRADES
from domain.messages import N_
from domain.training.vocabulary import AGENCIES, KINDS, LEVELS, MODES
from domain.words import Words
from reports.casebook.telling import Field, Grid, Section, Source, Told
from reports.operations.dates import span
from reports.training.wording import INVENTED

_NOT_TOLD = N_("Not stated in what was read")


def told(document: dict[str, Any], known: dict[str, Any], words: Words, *, invented: bool) -> Told:
    """A course (its document, and what is known of its version) in words."""
    version, day = str(known["version"]), format(known["saved_at"], "%Y-%m-%d")
    about = [
        document["id"],
        words.t(GRADES[document["source_grade"]]),
        words.t("recorded here, version {n} of {day}", n=version, day=day),
    ]
    warnings = [words.t(INVENTED)] if invented else []
    if not document["verified"]:
        fields = words.comma(document["unverified_fields"])
        warnings.append(words.t("Not read in a source: {fields}.", fields=fields))
    return Told(
        case_id=document["id"],
        title=document["title"],
        proven=bool(document["verified"]) and not invented,
        standing=words.t("Recorded here; every field below was read in a listed source.")
        if document["verified"]
        else words.t("Recorded here; not every field was read in a source."),
        warnings=tuple(warnings),
        sections=(_what(document, words), _who(document, words), _sources(document, words)),
        about=" · ".join(about),
    )


def _what(document: dict[str, Any], words: Words) -> Section:
    start, end = document["start"], document["end"] or document["start"]
    precision = {4: "year", 7: "month", 10: "day"}[min(len(start), len(end))]
    exact = precision != "year"
    first, last = (first_day(start), last_day(end)) if exact else (None, None)
    goods = [reference.names("goods").get(code, code) for code in document["goods"]]
    place = reference.names("places").get(document["place"], "")
    fields = [
        Field(words.t("When"), (span(first, last, precision, int(start[:4]), words),)),
        Field(words.t("Kind of training"), (words.t(KINDS[document["kind"]]),)),
        Field(words.t("Level"), (words.t(LEVELS[document["level"]]),)),
        Field(
            words.t("In person or online"),
            (words.t(MODES[document["mode"]]) if document["mode"] else words.t(_NOT_TOLD),),
        ),
        Field(words.t("Goods"), (words.comma(goods) or words.t("On no goods in particular"),)),
        Field(words.t("Academy"), (document["academy"],)) if document["academy"] else None,
        Field(words.t("Where it was held"), (place or words.t(_NOT_TOLD),)),
        Field(words.t("Held by"), (words.comma(document["organisers"]),)),
        Field(words.t("Paid for by"), (words.comma(document["funders"]) or words.t(_NOT_TOLD),)),
        Field(words.t("Series of operations it prepared"), (document["series"],)) if document["series"] else None,
        Field(words.t("Note"), (document["note"],)) if document["note"] else None,
    ]
    return Section("what", words.t("What, when, by whom"), tuple(f for f in fields if f))


def _who(document: dict[str, Any], words: Words) -> Section:
    """The groups of participants, as numbers; what is not stated is said."""
    places = reference.names("places")
    untold = words.t("not stated")
    rows = tuple(
        (
            places.get(one["country"], untold),
            words.t(AGENCIES[one["agency"]]) if one["agency"] else untold,
            words.number(one["participants"]) if one["participants"] is not None else untold,
        )
        for one in document["participants"]
    )
    heads = (words.t("Country or territory"), words.t("Kind of agency"), words.t("Participants"))
    title = words.t("As recorded: numbers, never names")
    total, told_in_all = document["participants_total"], number_told(document)
    whole = untold if told_in_all is None else words.number(told_in_all)
    if total is None and told_in_all is not None:
        whole = words.t("{n}: the sum of the groups that state a number", n=whole)
    fields = [
        Field(words.t("All participants"), (whole,)),
        Field(words.t("Note"), (document["participants_note"],)) if document["participants_note"] else None,
    ]
    grids = (Grid(title, heads, rows),) if rows else ()
    return Section("quantities", words.t("Who took part"), tuple(f for f in fields if f), grids)


def _sources(document: dict[str, Any], words: Words) -> Section:
    listed = [
        Source(words.comma([one[part] for part in ("publisher", "title", "date") if one[part]]), one["address"])
        for one in document["sources"]
    ]
    return Section("sources", words.t("Sources"), sources=tuple(listed))
