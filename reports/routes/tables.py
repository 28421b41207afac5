"""Tables of routes, A–Z: each share with its interval, what it is based on and how much is known, in one row."""

from dataclasses import replace

import polars as pl

from analysis import flows, transit
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az, by_name
from domain.dimensions import DIMENSIONS, WHERE_SEIZED
from domain.selection import Selection
from reports.card import Beside, Card, Column, Report, Text
from reports.explore.chart_data import country_coverage
from reports.routes.question import Focus
from reports.studio import Studio
from reports.tables import UNIT, coded
from reports.titles import listed, with_article
from reports.wording import markdown_safe

PLACE = "Country or territory"
_BALANCE = {
    "Seized here, came from abroad": "inward",
    "Left here, seized later elsewhere": "outward",
    "Seized here before export": "before",
    "Seized here in transit": "onward",
}
_UNBOUND = {"Seized here before leaving, destination not reported": "unbound"}
_RATIO = {"Share seized before export": "ratio", "from": "low", "to": "high"}
_OF = "Seizures that the share is based on"
_YEARS = "Years with records"
_TRANSIT = {
    "Reported paths that include the place": "touched",
    "Of these, both ends known": "decided",
    "Of these, in transit": "inside",
}
_SHARE = {"Transit share": "share", "from": "low", "to": "high"}
_PASSED = "Passed here, seized later elsewhere"
_STOPPED = "Seized here in transit, both ends known"
_MISSED = {"Share seized after transit": "missed", "from": "missed_low", "to": "missed_high"}
_SHORT = {
    "Seized here, came from abroad": "Seized, came from abroad",
    "Left here, seized later elsewhere": "Left, seized elsewhere",
    "Seized here before export": "Seized before export",
    "Seized here in transit": "Seized in transit",
    "Reported paths that include the place": "Paths",
    _PASSED: "Passed, seized later",
    _STOPPED: "Seized in transit",
    _OF: "Seizures compared",
    "Reported seizures": "Seizures",
    "Seized here before leaving, destination not reported": "Destination not reported",
}
_HALF = {"Share of known departures": "Share", "Departure known": "Known"}
"""Shorter headings of two tables beside each other; the hover gives the whole words."""


def _columns(percent: tuple[str, ...], whole: tuple[str, ...], *, wide: bool = True) -> dict[str, Column]:
    """Widths (pixels) by the length of the headings; the place stays pinned."""
    names = {} if wide else _HALF
    ends, spare = (62, 24) if wide else (54, 10)
    shares = {
        n: Column(
            label=names.get(n, n),
            help=n,
            format="percent",
            width=ends if n in ("from", "to") else _room(names.get(n, n), spare),
        )
        for n in percent
    }
    labels = {n: _SHORT.get(n, n) for n in whole}
    counts = {
        n: Column(label=label, help=n, format="localized", width=_room(label, spare)) for n, label in labels.items()
    }
    place = Column(width=150 if wide else 120, pinned=True)
    return {PLACE: place, **shares, **counts, _YEARS: Column(label="Years", help=_YEARS, width=62)}


def _room(label: str, spare: int) -> int:
    """Pixels in which a heading can be read whole; `spare` beside its letters."""
    return max(56, spare + 7 * len(label))


def _whole(columns: dict[str, str]) -> list[pl.Expr]:
    return [pl.col(c).cast(pl.Int64).alias(n) for n, c in columns.items()]


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


def _note(selection: Selection, shown: tuple[str, ...]) -> str:
    """What of the filters a table of the whole does without, by name."""
    aside = [DIMENSIONS[d].label.lower() for d, _ in selection.where if d in WHERE_SEIZED]
    whatever = f", whatever the filter by {' and '.join(aside)}" if aside else ""
    return f"counted over all places of seizure{whatever}" if aside or shown else ""


def _of_whom(shown: tuple[str, ...]) -> str:
    """Whose routes a table of the whole holds, for its title; '' of all."""
    names = reference.names("places")
    return f"to or from {listed([with_article(names[c]) for c in by_name(shown, names)])}" if shown else ""


def _years(answers: Answers, selection: Selection) -> pl.DataFrame:
    """code, years: of how many years of the selection a place has records, as '5 of 6'."""
    notes = country_coverage(answers, selection)
    told = {code: note.removesuffix(" years") for code, note in notes.items()}
    return pl.DataFrame(
        {"code": list(told), "years": list(told.values())}, schema={"code": pl.String, "years": pl.String}
    )


def balance_card(answers: Answers, selection: Selection, focus: Focus, *, key: str) -> Report:
    """Seized here, seized before export, left here and seized later: with intervals and how much is known."""
    wide, shown = _wide(answers, selection, focus)
    frame = flows.balance(answers.seizures(wide, "departure", "country", "destination"))
    table = _named(_kept(frame, shown)).join(_years(answers, wide), on="code", how="left", maintain_order="left")
    if table.is_empty():
        return ()
    tries = (pl.col("before") + pl.col("outward")).cast(pl.Int64).alias(_OF)
    told = pl.when(pl.col("told_of") > 0).then(pl.col("told") / pl.col("told_of")).alias("Departure known")
    percent = [pl.col(c).alias(n) for n, c in _RATIO.items()]
    return (
        Card(
            key=key,
            title="Seizures in and out, and share seized before export",
            unit=UNIT,
            drawn=Drawn(
                None, f"Seizures in and out of {table.height} countries and territories with a known departure, A–Z."
            ),
            table=table.select(
                pl.col("place").alias(PLACE), *percent, told, _YEARS_COLUMN, *_whole(_BALANCE | _UNBOUND), tries
            ),
            selection=wide,
            focus=focus.words or _of_whom(shown),
            note=" · ".join(filter(None, ["A–Z", _note(selection, shown)])),
            caution=_BALANCE_CAUTION,
            columns=_columns((*_RATIO, "Departure known"), (*_BALANCE, *_UNBOUND, _OF)),
        ),
    )


_BALANCE_CAUTION = (
    "Share seized before export: of the seizures of goods that left or were to leave a country, those made before they "
    "left, with a 95 % Wilson interval. It rises with export control and falls where others control and report more; "
    "goods that nobody seized are in neither. Left here, seized later elsewhere: a missed opportunity if the report is "
    "right. Departure known: the share of this country's own reports that name it; what others report depends on "
    "theirs. An empty cell is not zero: the country's own reports do not say enough. No share is shown unless more "
    "than half of the seizures of goods that departed here name their intended destination, nor for fewer than "
    f"{flows.LEAST_OWN} own seizures with a known departure, nor where one place alone reported."
)
_YEARS_COLUMN = pl.col("years").fill_null("none").alias(_YEARS)


def knows_transit(answers: Answers) -> bool:
    """Whether any record of the store tells a transit country: the records are asked, once a data version, only where
    some route may.
    """
    return answers.any_transit() and transit.tells_transit(answers.seizures(Selection(), "transit"))


def transit_card(answers: Answers, selection: Selection, focus: Focus, *, key: str) -> Report:
    """How often goods were on their way through a place: with the interval and how many paths can be judged."""
    wide, shown = _wide(answers, selection, focus)
    more = ("transit",) if knows_transit(answers) else ()
    frame = answers.seizures(wide, "departure", *more, "country", "destination")
    frame = frame if more else frame.with_columns(pl.lit("").alias("transit"))
    found = transit.roles(frame)
    table = _named(_kept(found, shown)).join(_years(answers, wide), on="code", how="left", maintain_order="left")
    if table.is_empty():
        return ()
    percent = [pl.col(c).alias(n) for n, c in _SHARE.items()]
    judged = (pl.col("decided") / pl.col("touched")).alias("Can be judged")
    through = (
        Card(
            key=key,
            title="In transit",
            unit=UNIT,
            drawn=Drawn(
                None,
                f"How often {table.height} countries and territories are in transit on reported paths, A–Z.",
            ),
            table=table.select(pl.col("place").alias(PLACE), *percent, judged, _YEARS_COLUMN, *_whole(_TRANSIT)),
            selection=wide,
            focus=focus.words or _of_whom(shown),
            note=" · ".join(
                filter(
                    None, ["A–Z", _note(selection, shown), "" if more else "no source here reports transit countries"]
                )
            ),
            caution=_TRANSIT_CAUTION,
            columns=_columns((*_SHARE, "Can be judged"), tuple(_TRANSIT)),
        ),
    )
    if not more:
        return through
    return (*through, *_missed(table.drop_nulls("caught"), wide, _note(selection, shown), key))


def _missed(table: pl.DataFrame, selection: Selection, note: str, key: str) -> Report:
    """What passed a place and was seized later, of all that passed it and was seized there or later."""
    if table.is_empty():
        return ()
    tries = (pl.col("caught") + pl.col("stopped")).cast(pl.Int64).alias(_OF)
    counts = _whole({_PASSED: "caught", _STOPPED: "stopped"})
    return (
        Card(
            key=f"{key}_missed",
            title=_PASSED,
            unit=UNIT,
            drawn=Drawn(
                None, f"What passed {table.height} countries and territories, as reported, and was seized later, A–Z."
            ),
            table=table.select(
                pl.col("place").alias(PLACE),
                *(pl.col(c).alias(n) for n, c in _MISSED.items()),
                _YEARS_COLUMN,
                *counts,
                tries,
            ),
            selection=selection,
            note=" · ".join(filter(None, ["A–Z", note])),
            caution=_CAUGHT_CAUTION,
            columns=_columns(tuple(_MISSED), (_PASSED, _STOPPED, _OF)),
        ),
    )


_TRANSIT_CAUTION = (
    "Transit share: of the seizures across a border that name a place and report departure and intended destination, "
    "those in which the place is neither, with a 95 % Wilson interval. A place that seizes many goods in transit "
    "stands out: goods that passed undetected are in no report."
)
_CAUGHT_CAUTION = (
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
    name = reference.names("places")[place]
    titles = {f"Seized in {name}, departed from": False, f"Departed from {name}, seized in": True}
    left, right = (_side(studio, frame, wide, place, title, key, outward) for title, outward in titles.items())
    return (Beside(left, right),)


def _side(
    studio: Studio, frame: pl.DataFrame, wide: Selection, place: str, title: str, key: str, outward: bool
) -> Report:
    """One direction: what left a place (`outward`), or what came to it."""
    ends = {"departure": place, "country": "code"} if outward else {"departure": "code", "country": place}
    found = flows.partners(frame, place, outward=outward).with_columns(pl.lit(place).alias(place))
    narrow = wide.having("departure" if outward else "country", (place,))
    return _partners(studio, found, narrow, title, f"{key}_{'out' if outward else 'in'}", ends)


def _partners(
    studio: Studio, found: pl.DataFrame, selection: Selection, title: str, key: str, ends: dict[str, str]
) -> Report:
    """`ends`: the columns of `found` that hold the codes of a leg's ends, by their dimension."""
    table = _named(found)
    if table.is_empty():
        return (Text(f"{markdown_safe(title)} another country: no such seizure is reported.", "info"),)
    words, whole = studio.words, float(sum(table["value"]))
    percent = [pl.col(c).alias(n) for n, c in _OF_TOLD.items()]
    told = (pl.col("told") / pl.col("every")).alias("Departure known")
    return (
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(None, f"{title}: {table.height} countries and territories, A–Z, {words.number(whole)} {UNIT}."),
            table=table.select(pl.col("place").alias(PLACE), *_whole({"Reported seizures": "value"}), *percent, told),
            codes=coded(table, **ends),
            selection=selection,
            caution="Share: of the seizing country's seizures with a known departure, those of this leg, with a 95 % "
            "Wilson interval. Departure known: how many of its seizures name one at all.",
            columns=_columns((*_OF_TOLD, "Departure known"), ("Reported seizures",), wide=False),
        ),
    )


_OF_TOLD = {"Share of known departures": "share", "from": "low", "to": "high"}
