"""Legs of routes: whose, how much is known of them, on a map, and those that are new."""

from dataclasses import replace

import polars as pl

from analysis import emergence, flows
from charts.drawn import Drawn
from charts.maps.flow_map import flow_map
from data_access.answers import Answers
from data_access.places.paths import LAND, SEA, paths
from data_access.reference import tables as reference
from domain.collation import az
from domain.dimensions import EMPTY, PSEUDO_LABELS
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Metric, Metrics, Report, Text, Way, records
from reports.routes.question import LEAST, Focus
from reports.studio import Studio
from reports.tables import UNIT, coded, counted, interval
from reports.wording import markdown_safe

MOST_LEGS, EASY = 150, 40
"""Legs that are drawn at most, and of which the threshold is raised by itself unless the reader sets it."""
AIR = ("air", "mail", "courier", "passenger", "on-person")
ROLES = ("producing", "departure", "country", "destination")
SCHEMATIC = N_(
    "Lines grow wider and darker in the direction in which the goods moved, and arrows point that way. Schematic: "
    "reports give the two ends and the mode of transport, not the path. Sea routes follow shipping lanes, land routes "
    "neighbouring countries (dashed where they lead through a third one), others the great circle. A country that a "
    "line crosses is not part of the report."
)
IN_SHORT = N_("Schematic: reports name the two ends and the mode of transport, not the path.")
"""Below each map; the whole stands behind the card's own button, in its files and, for most cards, in the foot."""
CHANCE = N_("The interval (Poisson, 95 %) reflects chance only, neither effort nor reporting.")


def least(values: pl.Series, chosen: str) -> int:
    """The smallest number of seizures of a leg that is drawn: the one chosen, else so that a picture is left."""
    return int(chosen) if chosen else next((n for n in LEAST if (values >= n).sum() <= EASY), LEAST[-1])


def headline(studio: Studio, selection: Selection, focus: Focus) -> Report:
    """How much of the routes is known at all, of the whole or of a place: before any line is drawn."""
    words = studio.words
    frame = studio.answers.seizures(selection, *ROLES)
    if focus.codes:
        frame = frame.filter(pl.col("country").is_in(focus.codes) | pl.col("departure").is_in(focus.codes))
    departed, every = flows.known_share(frame, "departure")
    bound, _ = flows.known_share(frame, "destination")
    found = legs(studio.answers, selection, "departure", "country", focus)
    abroad, pairs = total(found), found.select("start", "end").n_unique()
    crossed = words.n(
        "of {known} with a known departure; {n} pair of countries",
        "of {known} with a known departure; {n} pairs of countries",
        pairs,
        known=departed,
    )
    # of one place its own and those that departed from it are meant: no filter says "or", what is drawn below does
    whole = None if focus.codes else records(selection)

    def by_end(end: str) -> Way | None:
        return None if focus.codes else Way("explorer", Question(selection=selection, by=(end,)))

    shares = [words.percent(known / every if every else None) for known in (departed, bound)]
    metrics = (
        Metric(
            label=words.t("Departure known"), value=shares[0], note=of(words, departed, every), way=by_end("departure")
        ),
        Metric(
            label=words.t("Destination known"), value=shares[1], note=of(words, bound, every), way=by_end("destination")
        ),
        Metric(label=words.t("Reported seizures"), value=words.short(every), way=whole),
        Metric(label=words.t("Seized abroad"), value=words.short(abroad), note=crossed),
    )
    caption = words.t(
        "{n} of {all} reported seizures name the country of departure. Everything below shows only these: reporters "
        "that record routes in detail stand out, whatever the traffic elsewhere. A leg is a reported pair of places: "
        "from the country of departure to the country of seizure, or from there to the intended destination. Goods "
        "seized in the country of departure are on no leg.",
        n=departed,
        all=every,
    )
    return Metrics(metrics), Text(caption, "caption")


def of(words: Words, known: float, every: float) -> str:
    """'3 of 10 reported seizures.'"""
    return words.t("{n} of {all} reported seizures.", n=known, all=every)


def total(frame: pl.DataFrame) -> float:
    """The sum of the figures that are known."""
    return float(sum(v for v in frame["value"] if v is not None))


def legs(answers: Answers, selection: Selection, start: str, end: str, focus: Focus, fewest: int = 1) -> pl.DataFrame:
    """The legs by mode with at least so many seizures, the most first; with labels and kind of mode."""
    found = flows.legs(answers.seizures(selection, start, end, "mode"), start, end)
    if focus.codes:
        found = found.filter(pl.col("start").is_in(focus.codes) | pl.col("end").is_in(focus.codes))
    kind = {**dict.fromkeys(SEA, "sea"), **dict.fromkeys(AIR, "air"), **dict.fromkeys(LAND, "land")}
    kinds = pl.col("mode").replace_strict(kind, default="unknown", return_dtype=pl.String)
    named = [pl.col(c).replace(reference.names("places")).alias(f"{c}_label") for c in ("start", "end")]
    return found.filter(pl.col("value") >= fewest).with_columns(kinds.alias("kind"), *named)


def map_card(
    studio: Studio, selection: Selection, focus: Focus, *, key: str, fewest: str = "", bound: bool = False
) -> Report:
    """Legs to the place of seizure; with `bound` those that were still to come, dotted."""
    words = studio.words
    start, end = ("country", "destination") if bound else ("departure", "country")
    every = legs(studio.answers, selection, start, end, focus)
    smallest = least(every["value"], fewest)
    listed = every.sort(az("start_label"), az("end_label"), "mode")
    shown = every.filter(pl.col("value") >= smallest).head(MOST_LEGS)
    title = _title(focus, words, bound=bound)
    if shown.is_empty():
        return (Text(_no_leg(markdown_safe(title), smallest, words), "info"),)
    led = shown.join(paths(tuple(shown.select("start", "end", "mode").rows())), on=["start", "end", "mode"])
    drawn = flow_map(
        led,
        reference.places(),
        words=words,
        theme=studio.theme,
        unit=words.t(UNIT),
        dashed=bound,
        focus=focus.codes,
        said=every,
    )
    never_reached = words.t("Dotted: the goods were seized and never reached it.") if bound else ""
    never_travelled = words.t("Dotted: never travelled.") if bound else ""
    return (
        Card(
            key=key,
            title=title,
            unit=words.t(UNIT),
            drawn=drawn,
            table=_table(studio, selection, listed, bound=bound),
            columns=_columns(words, bound=bound),
            codes=coded(listed, **{start: "start", end: "end"}, mode="mode"),
            selection=selection,
            note=_how_many(shown, led, every, smallest, words),
            focus=focus.phrase(words),
            caution=" ".join(filter(None, [words.t(SCHEMATIC), never_reached, words.t(CHANCE)])),
            is_map=True,
            phone=0.64,
            clickable=True,
            below=(" ".join(filter(None, [words.t(IN_SHORT), never_travelled])),),
            filters=f"{start},{end},mode",
        ),
    )


def _title(focus: Focus, words: Words, *, bound: bool) -> str:
    whose = focus.phrase(words)
    if bound:
        return (
            words.t("Routes {whose}: intended destination of seized goods", whose=whose)
            if whose
            else words.t("Intended destination of seized goods")
        )
    return (
        words.t("Routes {whose}: where seized goods had departed from", whose=whose)
        if whose
        else words.t("Where seized goods had departed from")
    )


def _no_leg(title: str, smallest: int, words: Words) -> str:
    if smallest > 1:
        return words.t(
            "{title}: no leg across a border with {least} seizures or more was reported in this selection.",
            title=title,
            least=smallest,
        )
    return words.t("{title}: no leg across a border was reported in this selection.", title=title)


def _table(studio: Studio, selection: Selection, found: pl.DataFrame, *, bound: bool) -> pl.DataFrame:
    """The legs as they stand, with the interval of its count and how much its place of seizure reports of routes."""
    role, seized = ("destination", "start") if bound else ("departure", "end")
    wide = studio.answers.seizures(selection, "country", role)
    known = pl.col("value").filter(~pl.col(role).is_in(flows.UNREPORTED)).sum() / pl.col("value").sum()
    by_place = wide.group_by(pl.col("country").alias(seized)).agg(known.alias("known"))
    frame = found.with_columns(counted(found)).join(by_place, on=seized, how="left", maintain_order="left")
    modes = reference.names("modes") | {EMPTY: studio.words.t(PSEUDO_LABELS[EMPTY])}
    return frame.select(
        pl.col("start_label").alias("start"),
        pl.col("end_label").alias("end"),
        pl.col("mode").replace(modes),
        pl.col("value").cast(pl.Int64),
        "low",
        "high",
        "known",
    )


def _columns(words: Words, *, bound: bool) -> dict[str, Column]:
    """The headings of the legs."""
    seized = words.t("Seized in")
    known = (
        words.t("Destination known, by place of seizure") if bound else words.t("Departure known, by place of seizure")
    )
    return {
        "start": Column(seized if bound else words.t("Departed from")),
        "end": Column(words.t("Intended destination") if bound else seized),
        "mode": Column(words.t("Transport mode")),
        **_counts(words),
        "known": Column(known),
    }


def _counts(words: Words) -> dict[str, Column]:
    """The headings of a count and of its interval."""
    return {
        "value": Column(words.t("Reported seizures")),
        **interval(words, look="whole"),
    }


def _how_many(shown: pl.DataFrame, drawn: pl.DataFrame, every: pl.DataFrame, fewest: int, words: Words) -> str:
    """How many legs there are, how many of them are drawn, and what is not."""
    notes = [
        words.n(
            "{n} leg, a pair of countries and a mode", "{n} legs, each a pair of countries and a mode", every.height
        )
    ]
    if shown.height < every.height:
        notes = [
            words.n(
                "drawn: {shown} of {legs}, those with {least} seizures or more; not drawn: {n} seizure",
                "drawn: {shown} of {legs}, those with {least} seizures or more; not drawn: {n} seizures",
                int(total(every) - total(shown)),
                shown=shown.height,
                legs=notes[0],
                least=fewest,
            )
        ]
    if missing := shown.height - drawn.height:
        notes.append(
            words.n("{n} with an end that the map cannot show", "{n} with an end that the map cannot show", missing)
        )
    return "; ".join(notes)


def new_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """Pairs first seen in the last 24 months of the data, A–Z."""
    words, names = studio.words, reference.names("places")
    frame = studio.answers.seizures(replace(selection, distinct=True), "departure", "country", "year", "month")
    start, end = emergence.window(frame)
    found = emergence.new_legs(frame)
    if focus.codes:
        found = found.filter(pl.col("start").is_in(focus.codes) | pl.col("end").is_in(focus.codes))
    if found.is_empty():
        return ()
    named = found.with_columns(pl.col(c).replace(names).alias(f"{c}_label") for c in ("start", "end"))
    named = named.with_columns(counted(named)).sort(az("start_label"), az("end_label"))
    first, last = words.month(start), words.month(end)
    return (
        Card(
            key=key,
            title=words.t("New legs: first seen in the last 24 months of the data"),
            unit=words.t(UNIT),
            drawn=Drawn(
                None,
                words.n(
                    "{n} pair of countries and territories is new between {first} and {last}, A–Z.",
                    "{n} pairs of countries and territories are new between {first} and {last}, A–Z.",
                    found.height,
                    first=first,
                    last=last,
                ),
            ),
            table=named.select(
                pl.col("start_label").alias("start"),
                pl.col("end_label").alias("end"),
                pl.col("value").cast(pl.Int64),
                "low",
                "high",
                pl.col("first").replace_strict({month: words.month(month) for month in named["first"]}),
                pl.col("before").cast(pl.Int64),
            ),
            columns={
                "start": Column(words.t("Departed from")),
                "end": Column(words.t("Seized in")),
                **_counts(words),
                "first": Column(words.t("First seen")),
                "before": Column(words.t("Reported before by the place of seizure")),
            },
            codes=coded(named, departure="start", country="end"),
            selection=selection,
            focus=focus.phrase(words),
            note=words.t(
                "{first} to {last}; {least} seizures or more, exact copies left out, by places of seizure that "
                "reported departures before",
                first=first,
                last=last,
                least=emergence.LEAST,
            ),
            caution=words.t(_NEW_CAUTION),
        ),
    )


_NEW_CAUTION = N_(
    "New in the reports, not necessarily in the world: a leg may have been used undetected, or reported without its "
    "departure. The more seizures with a departure a place reported before, the more a new leg means. The 24 months "
    "are the last of all sources together: a source that ended earlier can show no new leg, and a source that begins "
    "shows many. Filter by one source to see its own."
)
