"""Tables of routes, A–Z: each share with its interval, what it is based on and how much is known, in one row."""

from dataclasses import replace

import polars as pl

from analysis import flows, transit
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az, by_name
from domain.dimensions import WHERE_SEIZED
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Beside, Card, Column, Report, Text
from reports.explore.chart_data import years_with_records
from reports.routes.question import Focus
from reports.studio import Studio
from reports.tables import UNIT, coded, interval
from reports.titles import MOST, with_article
from reports.wording import field, markdown_safe

_HEADINGS = {
    "place": N_("Country or territory"),
    "years": N_("Years with records"),
    "known": N_("Departure known"),
    "tries": N_("Seizures that the share is based on"),
    "ratio": N_("Share seized before export"),
    "inward": N_("Seized here, came from abroad"),
    "outward": N_("Left here, seized later elsewhere"),
    "before": N_("Seized here before export"),
    "onward": N_("Seized here in transit"),
    "unbound": N_("Seized here before leaving, destination not reported"),
    "share": N_("Transit share"),
    "judged": N_("Can be judged"),
    "touched": N_("Reported paths that include the place"),
    "decided": N_("Of these, both ends known"),
    "inside": N_("Of these, in transit"),
    "missed": N_("Share seized after transit"),
    "caught": N_("Passed here, seized later elsewhere"),
    "stopped": N_("Seized here in transit, both ends known"),
    "value": N_("Reported seizures"),
    "of_known": N_("Share of known departures"),
}
"""Column → its heading; the ends of intervals have theirs from `interval`."""
_ENDS = (("low", "high"), ("missed_low", "missed_high"))
_BALANCE = ("inward", "outward", "before", "onward", "unbound")
_TRANSIT = ("touched", "decided", "inside")
_SHORT = {
    "years": N_("Years"),
    "inward": N_("Seized, came from abroad"),
    "outward": N_("Left, seized elsewhere"),
    "before": N_("Seized before export"),
    "onward": N_("Seized in transit"),
    "touched": N_("Paths"),
    "caught": N_("Passed, seized later"),
    "stopped": N_("Seized in transit"),
    "tries": N_("Seizures compared"),
    "value": N_("Seizures"),
    "unbound": N_("Destination not reported"),
}
_HALF = {"of_known": N_("Share"), "known": N_("Known")}
"""Shorter headings of two tables beside each other; the hover gives the whole words."""


def _heading(column: str, words: Words) -> str:
    return words.t(_HEADINGS[column])


def _columns(words: Words, percent: tuple[str, ...], whole: tuple[str, ...], *, wide: bool = True) -> dict[str, Column]:
    """Widths (pixels) by the length of the headings; the place stays pinned. `wide`: not beside another table."""
    spare = 24 if wide else 10
    shorter = _SHORT if wide else _SHORT | _HALF
    columns = {"place": Column(_heading("place", words), width=150 if wide else 120, pinned=True)}
    for ends in _ENDS:
        if ends[0] in percent:
            columns |= interval(words, ends=ends, look="percent", width=96)
    for column in (*percent, *whole):
        if column in columns:
            continue
        heading = _heading(column, words)
        short = words.t(shorter[column]) if column in shorter else ""
        columns[column] = Column(
            heading,
            format="percent" if column in percent else "localized",
            short=short,
            help=heading,
            width=_room(short or heading, spare),
        )
    years = _heading("years", words)
    return columns | {"years": Column(years, short=words.t(_SHORT["years"]), help=years, width=62)}


def _room(label: str, spare: int) -> int:
    """Pixels in which a heading can be read whole; `spare` beside its letters."""
    return max(56, spare + 7 * len(label))


def _whole(*columns: str) -> list[pl.Expr]:
    return [pl.col(column).cast(pl.Int64) for column in columns]


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """With the name of each place (`place`), A–Z; what is no country or territory is left out."""
    names = reference.names("places")
    known = frame.filter(pl.col("code").is_in(list(names)))
    return known.with_columns(pl.col("code").replace(names).alias("place")).sort(az("place"))


def _wide(answers: Answers, selection: Selection, focus: Focus) -> tuple[Selection, tuple[str, ...]]:
    """The selection over all places of seizure, and the places to show (() for all).

    Filtered by place of seizure, what left a place and was seized elsewhere would be missing: shares would be 100 %.
    """
    shown = focus.codes or answers.places_asked(selection)
    return _everywhere(selection), shown


def _everywhere(selection: Selection) -> Selection:
    """The selection without any filter that says where a seizure was made."""
    kept = tuple(pair for pair in selection.where if pair[0] not in WHERE_SEIZED)
    return replace(selection, where=kept)


def _kept(frame: pl.DataFrame, shown: tuple[str, ...]) -> pl.DataFrame:
    return frame.filter(pl.col("code").is_in(list(shown))) if shown else frame


def _note(selection: Selection, shown: tuple[str, ...], words: Words) -> str:
    """The order of a table of the whole, and what of the filters it does without, by name."""
    ignored = [field(dimension, words) for dimension, _ in selection.where if dimension in WHERE_SEIZED]
    order = words.t("A–Z")
    if ignored:
        whatever = words.t(
            "counted over all places of seizure, whatever the filter by {dimensions}", dimensions=words.listed(ignored)
        )
        return f"{order} · {whatever}"
    everywhere = words.t("counted over all places of seizure")
    return f"{order} · {everywhere}" if shown else order


def _of_whom(focus: Focus, shown: tuple[str, ...], words: Words) -> str:
    """Whose routes a table of the whole holds, for its title; '' of all."""
    if focus.codes or not shown:
        return focus.phrase(words)
    names = reference.names("places")
    places = [with_article(names[code], words) for code in by_name(shown, names)]
    return words.t("to or from {places}", places=words.listed(places, most=MOST))


def _years(answers: Answers, selection: Selection, words: Words) -> pl.DataFrame:
    """code, years: of how many years of the selection a place has records, as '5 of 6'."""
    found, every = years_with_records(answers, selection)
    texts = [words.t("{reported} of {all}", reported=reported, all=every) for reported in found.values()]
    return pl.DataFrame({"code": list(found), "years": texts}, schema={"code": pl.String, "years": pl.String})


def _with_years(studio: Studio, frame: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """The places of a frame by name, A–Z, each with its years with records ('none' without any)."""
    years = _years(studio.answers, selection, studio.words)
    joined = _named(frame).join(years, on="code", how="left", maintain_order="left")
    return joined.with_columns(pl.col("years").fill_null(studio.words.t("none")))


def balance_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """Seized here, seized before export, left here and seized later: with intervals and how much is known."""
    words = studio.words
    wide, shown = _wide(studio.answers, selection, focus)
    frame = flows.balance(studio.answers.seizures(wide, "departure", "country", "destination"))
    table = _with_years(studio, _kept(frame, shown), wide)
    if table.is_empty():
        return ()
    tries = (pl.col("before") + pl.col("outward")).cast(pl.Int64).alias("tries")
    known = pl.when(pl.col("reported_of") > 0).then(pl.col("reported") / pl.col("reported_of")).alias("known")
    ratio = ("ratio", "low", "high")
    return (
        Card(
            key=key,
            title=words.t("Seizures in and out, and share seized before export"),
            unit=words.t(UNIT),
            drawn=Drawn(
                None,
                words.n(
                    "Seizures in and out of {n} country or territory with a known departure, A–Z.",
                    "Seizures in and out of {n} countries and territories with a known departure, A–Z.",
                    table.height,
                ),
            ),
            table=table.select("place", *ratio, known, "years", *_whole(*_BALANCE), tries),
            selection=wide,
            focus=_of_whom(focus, shown, words),
            note=_note(selection, shown, words),
            caution=words.t(_BALANCE_CAUTION, least=flows.LEAST_OWN),
            columns=_columns(words, (*ratio, "known"), (*_BALANCE, "tries")),
        ),
    )


_BALANCE_CAUTION = N_(
    "Share seized before export: of the seizures of goods that left or were to leave a country, those made before they "
    "left, with a 95 % Wilson interval. It rises with export control and falls where others control and report more; "
    "goods that nobody seized are in neither. Left here, seized later elsewhere: a missed opportunity if the report is "
    "right. Departure known: the share of this country's own reports that name it; what others report depends on "
    "theirs. An empty cell is not zero: the country's own reports do not say enough. No share is shown unless more "
    "than half of the seizures of goods that departed here name their intended destination, nor for fewer than {least} "
    "own seizures with a known departure, nor where one place alone reported."
)


def knows_transit(answers: Answers) -> bool:
    """Whether any record of the store reports a transit country: the records are asked, once a data version, only where
    some route may.
    """
    return answers.any_transit() and transit.tells_transit(answers.seizures(Selection(), "transit"))


def transit_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """How often goods were on their way through a place: with the interval and how many paths can be judged."""
    words, answers = studio.words, studio.answers
    wide, shown = _wide(answers, selection, focus)
    more = ("transit",) if knows_transit(answers) else ()
    frame = answers.seizures(wide, "departure", *more, "country", "destination")
    frame = frame if more else frame.with_columns(pl.lit("").alias("transit"))
    table = _with_years(studio, _kept(transit.roles(frame), shown), wide)
    if table.is_empty():
        return ()
    judged = (pl.col("decided") / pl.col("touched")).alias("judged")
    note, share = _note(selection, shown, words), ("share", "low", "high")
    unknown = "" if more else words.t("no source here reports transit countries")
    through = (
        Card(
            key=key,
            title=words.t("In transit"),
            unit=words.t(UNIT),
            drawn=Drawn(
                None,
                words.n(
                    "How often {n} country or territory is in transit on reported paths, A–Z.",
                    "How often {n} countries and territories are in transit on reported paths, A–Z.",
                    table.height,
                ),
            ),
            table=table.select("place", *share, judged, "years", *_whole(*_TRANSIT)),
            selection=wide,
            focus=_of_whom(focus, shown, words),
            note=" · ".join(filter(None, [note, unknown])),
            caution=words.t(_TRANSIT_CAUTION),
            columns=_columns(words, (*share, "judged"), _TRANSIT),
        ),
    )
    return (*through, *_missed(table.drop_nulls("caught"), wide, note, key, words)) if more else through


def _missed(table: pl.DataFrame, selection: Selection, note: str, key: str, words: Words) -> Report:
    """What passed a place and was seized later, of all that passed it and was seized there or later."""
    if table.is_empty():
        return ()
    tries = (pl.col("caught") + pl.col("stopped")).cast(pl.Int64).alias("tries")
    missed = ("missed", "missed_low", "missed_high")
    return (
        Card(
            key=f"{key}_missed",
            title=words.t(_HEADINGS["caught"]),
            unit=words.t(UNIT),
            drawn=Drawn(
                None,
                words.n(
                    "What passed {n} country or territory, as reported, and was seized later, A–Z.",
                    "What passed {n} countries and territories, as reported, and was seized later, A–Z.",
                    table.height,
                ),
            ),
            table=table.select("place", *missed, "years", *_whole("caught", "stopped"), tries),
            selection=selection,
            note=note,
            caution=words.t(_CAUGHT_CAUTION),
            columns=_columns(words, missed, ("caught", "stopped", "tries")),
        ),
    )


_TRANSIT_CAUTION = N_(
    "Transit share: of the seizures across a border that name a place and report departure and intended destination, "
    "those in which the place is neither, with a 95 % Wilson interval. A place that seizes many goods in transit "
    "stands out: goods that passed undetected are in no report."
)
_CAUGHT_CAUTION = N_(
    "Passed here, seized later elsewhere: a report names the place as a transit country before the seizure; a missed "
    "opportunity if it is right. Share seized after transit: its share of what passed here and was seized here or "
    "later, with a 95 % Wilson interval; goods that nobody seized are in neither, and few reports name transit "
    "countries. It is empty where a place has no record of its own: a place that reports nothing has not let "
    "everything pass. A place not listed is named as a transit country by no report, which does not mean zero."
)


def partners_cards(studio: Studio, selection: Selection, place: str, *, key: str) -> Report:
    """What came from where and was seized here, and what left here and was seized elsewhere."""
    wide = _everywhere(selection)
    frame = studio.answers.seizures(wide, "departure", "country")
    left, right = (_side(studio, frame, wide, place, key, outward=outward) for outward in (False, True))
    return (Beside(left, right),)


def _side(studio: Studio, frame: pl.DataFrame, wide: Selection, place: str, key: str, *, outward: bool) -> Report:
    """One direction: what left a place (`outward`), or what came to it."""
    words, name = studio.words, reference.names("places")[place]
    found = flows.partners(frame, place, outward=outward).with_columns(pl.lit(place).alias(place))
    table = _named(found)
    if table.is_empty():
        return (Text(_no_partner(markdown_safe(name), words, outward=outward), "info"),)
    title = (
        words.t("Departed from {place}, seized in", place=name)
        if outward
        else words.t("Seized in {place}, departed from", place=name)
    )
    known = (pl.col("reported") / pl.col("every")).alias("known")
    share = ("of_known", "low", "high")
    ends = {"departure": place, "country": "code"} if outward else {"departure": "code", "country": place}
    return (
        Card(
            key=f"{key}_{'out' if outward else 'in'}",
            title=title,
            unit=words.t(UNIT),
            drawn=Drawn(None, _size(title, table, words)),
            table=table.rename({"share": "of_known"}).select("place", *_whole("value"), *share, known),
            codes=coded(table, **ends),
            selection=wide.having("departure" if outward else "country", (place,)),
            caution=words.t(
                "Share: of the seizing country's seizures with a known departure, those of this leg, with a 95 % "
                "Wilson interval. Departure known: how many of its seizures name one at all."
            ),
            columns=_columns(words, (*share, "known"), ("value",), wide=False),
        ),
    )


def _no_partner(place: str, words: Words, *, outward: bool) -> str:
    if outward:
        return words.t("Departed from {place}, seized in another country: no such seizure is reported.", place=place)
    return words.t("Seized in {place}, departed from another country: no such seizure is reported.", place=place)


def _size(title: str, table: pl.DataFrame, words: Words) -> str:
    """How many places and seizures a table of one direction holds."""
    return words.n(
        "{title}: {n} country or territory, A–Z, {seizures} {unit}.",
        "{title}: {n} countries and territories, A–Z, {seizures} {unit}.",
        table.height,
        title=title,
        seizures=float(sum(table["value"])),
        unit=words.t(UNIT),
    )
