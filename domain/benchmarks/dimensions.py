"""The dimensions of benchmarks: a registry, as those of seizures, cases and operations."""

from domain.entries.dimensions import EntryDimension, EntryMeasure, by_key
from domain.messages import N_

YES_NO = {"yes": N_("Yes"), "no": N_("No")}
YEARS = {"calendar": N_("Calendar year"), "US fiscal": N_("US fiscal year (October to September)")}  # untranslated
KINDS = {
    "detentions": N_("Detentions and seizures"),
    "estimate": N_("Estimate of illicit trade"),
    "production": N_("Estimate of production"),
    "change": N_("Change between years"),
    "reach": N_("Who reports"),
}
"""What is counted. Figures of two kinds are never compared."""
FIGURES = {
    "items": N_("Items"),
    "seizures": N_("Seizures, cases and procedures"),
    "eur": N_("Value in EUR"),
    "usd": N_("Value in USD"),
    "share": N_("Share of trade"),
    "mass": N_("Mass"),
    "other": N_("Other"),
}
"""Figures that are shown together, each definition in a chart of its own."""


BENCHMARK_DIMENSIONS = by_key(
    (
        EntryDimension(key="series", label=N_("Published series"), inside=N_("published series")),
        EntryDimension(key="definition", label=N_("Definition"), inside=N_("definition")),
        EntryDimension(key="metric", label=N_("What is counted"), inside=N_("what is counted")),
        EntryDimension(key="kind", label=N_("Kind of figure"), inside=N_("kind of figure"), codes=KINDS),
        EntryDimension(key="figure", label=N_("Figure"), inside=N_("figure"), codes=FIGURES),
        EntryDimension(key="unit", label=N_("Unit"), inside=N_("unit")),
        EntryDimension(key="scope", label=N_("Where it was counted"), inside=N_("where it was counted")),
        EntryDimension(key="year", label=N_("Year"), inside=N_("year")),
        EntryDimension(key="year_type", label=N_("Kind of year"), inside=N_("kind of year"), codes=YEARS),
        EntryDimension(
            key="goods", label=N_("Goods"), inside=N_("goods"), many=True, none=N_("Goods of all kinds, or not named")
        ),
        EntryDimension(key="verified", label=N_("Every field read in a source"), inside=N_("verified"), codes=YES_NO),
    )
)
BENCHMARK_MEASURES = by_key(
    (
        EntryMeasure(
            key="benchmarks",
            label=N_("Published figures"),
            inside=N_("published figures"),
            counting_unit=N_("published figures, each with its own definition"),
            caution=N_(
                "Each series counts by rules of its own: border only or the inner market too, seizures or items, "
                "calendar or fiscal years, estimates of trade or what was detained. Figures of two definitions are "
                "never joined, added or compared. 'Up to' is an upper bound and stays one; a year without a figure is "
                "missing, not zero."
            ),
        ),
    )
)
"""The figures carry units of their own: what is counted here is how many there are."""
