"""The one place that says what "proven" means, and what counts in the matrices of goods."""

from dataclasses import replace

from domain.cases.case import Case

CONVICTED = frozenset({"proven_conviction", "proven_guilty_plea"})
"""Evidence standards of a conviction or plea that stands at the last stage read."""
OVERTURNED = "overturned_on_appeal"
ESTABLISHED = "proven"
"""The organised-crime link standard where the judgment itself establishes the group."""
PROOFS = ("proven", "all")
"""What is shown: by default only what is proven."""


def rests_on_conviction(evidence_standard: str) -> bool:
    """Whether a conviction or plea stands, whatever it says of organised crime."""
    return evidence_standard in CONVICTED


def proven(evidence_standard: str, oc_link_standard: str) -> bool:
    """Conviction or plea, and the judgment itself establishes the organised group, and not overturned.

    What is overturned has an evidence standard of its own (OVERTURNED), and so is never proven.
    """
    return rests_on_conviction(evidence_standard) and oc_link_standard == ESTABLISHED


def counts_in_matrix(evidence_standard: str, oc_link_standard: str, count_in_goods_matrix: bool) -> bool:
    """Whether a case counts in goods × linked crime and goods × kind of group: proven, and its goods count too."""
    return proven(evidence_standard, oc_link_standard) and count_in_goods_matrix


def overturned(case: Case, erratum: str, finality: str = "changed_on_appeal") -> Case:
    """The case after a reversal: proven no more, nor is anything that rested on its conviction.

    Linked crimes and a terrorism link that were part of the conviction remain as what was charged. `erratum` says on
    its page what happened.
    """
    crimes = tuple(replace(c, standard="alleged") if c.standard == "proven" else c for c in case.linked_crimes)
    return replace(
        case,
        evidence_standard=OVERTURNED,
        oc_link_standard="none",
        count_in_goods_matrix=False,
        linked_crimes=crimes,
        terrorism_level="alleged" if case.terrorism_level == "proven" else case.terrorism_level,
        finality=finality,
        erratum=erratum,
    )
