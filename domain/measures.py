"""What can be measured. A measure states its counting unit, and is null where nothing was reported."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing to measure and the words that a chart prints for it."""

    key: str
    label: str
    counting_unit: str
    needs_unit_class: bool
    caution: str
    needs_currency: bool = False


MEASURES = {
    m.key: m
    for m in (
        Measure(
            key="seizures",
            label="Reported seizures",
            counting_unit="seizures reported",
            needs_unit_class=False,
            caution="Reported seizures show what authorities found and reported. A rise can mean more trafficking, "
            "more enforcement or better reporting; these cannot be distinguished here.",
        ),
        Measure(
            key="quantity",
            label="Reported quantity seized",
            counting_unit="as reported, one unit class at a time",
            needs_unit_class=True,
            caution="A few very large seizures dominate the quantity: the number of seizures is the steadier guide to "
            "a trend. Quantities are bulk, not adjusted for purity.",
        ),
        Measure(
            key="value",
            label="Reported value of goods seized",
            counting_unit="as reported, one currency and one valuation basis at a time",
            needs_unit_class=False,
            needs_currency=True,
            caution="A value depends on how it was set: a retail price is not a street price. Values on unlike bases "
            "or in unlike currencies are never added.",
        ),
    )
}

INDICATORS = {
    "victims": "Detected victims of trafficking in persons",
    "persons-prosecuted": "Persons prosecuted for trafficking in persons",
    "persons-convicted": "Persons convicted of trafficking in persons",
    "persons-contacted": "Persons brought into formal contact for trafficking in persons",
    "offences": "Offences of trafficking in persons",
    "oc-score": "Score of the Global Organized Crime Index (1 to 10)",
}
"""Statistics that are no seizures and follow rules of their own (data_access/records/observations.py)."""
