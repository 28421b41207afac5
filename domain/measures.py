"""What can be measured. An entry of MEASURES does the work: what is summed, of which kinds, in which words.

A measure states its counting unit, and is null where nothing was reported.
"""

from dataclasses import dataclass
from typing import Literal

from domain.messages import N_


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing to measure: the words that a chart prints for it, and the columns of the cube that it sums.

    `kind`: what must be named because unlike kinds are never added (a unit class; a currency and a valuation basis).
    `part`: the part of the cube that holds it. `figure`: the column that is summed, in base units. `reported`: the
    column that counts the records that report it, where that sum is 0 the figure is not reported. `others`: further
    sums of the answer. `largest`: the column with the largest single figure, '' where that means nothing.
    """

    key: str
    label: str
    inside: str
    """The label inside a sentence."""
    counting_unit: str
    caution: str
    figure: str
    reported: str
    kind: tuple[str, ...] = ()
    part: Literal["seizures", "lines", "values"] = "seizures"
    others: tuple[str, ...] = ()
    largest: str = ""
    none: str = ""
    """What is said where nothing of it is reported."""
    other: str = ""
    """What is said where the {kind} that is reported is shown instead of the one asked for."""


MEASURES = {
    m.key: m
    for m in (
        Measure(
            key="seizures",
            label=N_("Reported seizures"),
            inside=N_("reported seizures"),
            counting_unit=N_("seizures reported"),
            figure="n",
            reported="n_with_count",
            caution=N_(
                "Reported seizures show what authorities found and reported. A rise can mean more trafficking, "
                "more enforcement or better reporting; these cannot be distinguished here."
            ),
        ),
        Measure(
            key="quantity",
            label=N_("Reported quantity seized"),
            inside=N_("reported quantity seized"),
            counting_unit=N_("as reported, one unit class at a time"),
            kind=("unit_class",),
            part="lines",
            figure="quantity_base",
            reported="n_reported",
            others=("n_implausible",),
            largest="largest_base",
            none=N_("No quantity is reported in this selection; the number of seizures is shown."),
            other=N_("This quantity is not reported in this selection; {kind} is shown."),
            caution=N_(
                "A few very large seizures dominate the quantity: the number of seizures is the steadier guide to "
                "a trend. Quantities are bulk, not adjusted for purity."
            ),
        ),
        Measure(
            key="value",
            label=N_("Reported value of goods seized"),
            inside=N_("reported value of goods seized"),
            counting_unit=N_("as reported, one currency and one valuation basis at a time"),
            kind=("currency", "valuation"),
            part="values",
            figure="value_milli",
            reported="n_reported",
            largest="largest_milli",
            none=N_("No value is reported in this selection; the number of seizures is shown."),
            other=N_("This value is not reported in this selection; {kind} is shown."),
            caution=N_(
                "A value depends on how it was set: a retail price is not a street price. Values on unlike bases "
                "or in unlike currencies are never added."
            ),
        ),
    )
}

INDICATORS = {
    "victims": N_("Detected victims of trafficking in persons"),
    "persons-prosecuted": N_("Persons prosecuted for trafficking in persons"),
    "persons-convicted": N_("Persons convicted of trafficking in persons"),
    "persons-contacted": N_("Persons brought into formal contact for trafficking in persons"),
    "offences": N_("Offences of trafficking in persons"),
    "oc-score": N_("Score of the Global Organized Crime Index (1 to 10)"),
}
"""Statistics that are no seizures and follow rules of their own (data_access/records/observations.py)."""
