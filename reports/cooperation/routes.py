"""Ends of reported routes that stand in no joint record together: a question, A–Z, never a ranking."""

import polars as pl

from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.collation import az
from domain.messages import N_
from domain.selection import Selection
from reports.card import Card, Column, Report, number
from reports.studio import Studio

BUSIEST = 100
"""Pairs of departure and destination that are looked at: those of most reported seizures."""
_SAID = N_(
    "A question, not a finding: most records do not name their countries, and most cooperation is announced nowhere. "
    "Reported routes show what was found and reported. A–Z."
)


def pairs_asked(studio: Studio, selection: Selection) -> tuple[pl.DataFrame, int]:
    """departure, destination, value: the busiest reported pairs that no record names together; and how many were looked
    at. Both ways of a pair are one.
    """
    answers, known = studio.answers, reference.names("places")
    found = answers.seizures(selection, "departure", "destination").filter(
        pl.col("value") > 0,
        pl.col("departure").is_in(list(known)),
        pl.col("destination").is_in(list(known)),
        pl.col("departure") != pl.col("destination"),
    )
    busiest = found.sort("value", "departure", "destination", descending=[True, False, False]).head(BUSIEST)
    everywhere = Selection(scheme=selection.scheme)
    together = {(one, other) for one, other in answers.cooperation.pairs(everywhere).select("one", "other").iter_rows()}
    apart = [(min(a, b), max(a, b)) not in together for a, b in busiest.select("departure", "destination").iter_rows()]
    return busiest.filter(pl.Series(apart, dtype=pl.Boolean)), busiest.height


def never_together(studio: Studio, selection: Selection) -> Report:
    """The question as a card; nothing where no route has both ends reported."""
    asked, looked_at = pairs_asked(studio, selection)
    if not looked_at:
        return ()
    words, places = studio.words, reference.names("places")
    named = [
        pl.col(end).replace_strict(places, default=pl.col(end), return_dtype=pl.String)
        for end in ("departure", "destination")
    ]
    table = asked.select(*named, pl.col("value").cast(pl.Int64)).sort(az("departure"), az("destination"))
    finding = words.t(
        "Of the {all} reported routes of most seizures, {n} join two countries that no record names together",
        n=asked.height,
        all=looked_at,
    )
    return (
        Card(
            key="cooperation_routes",
            title=words.t("On one route, and in no record together?"),
            unit=words.t("reported seizures"),
            drawn=Drawn(None, words.t("{finding}.", finding=finding)),
            table=table,
            columns={
                "departure": Column(words.t("Departure"), width=220),
                "destination": Column(words.t("Intended destination"), width=220),
                "value": number(words.t("Reported seizures")),
            },
            selection=selection,
            caution=words.t(_SAID),
            note=finding,
        ),
    )
