"""What "proven" means, whatever the standards; a reversal ends it."""

from itertools import product

from data_access.facts.cases import shipped
from domain.cases.proof import CONVICTED, counts_in_matrix, overturned, proven, rests_on_conviction
from domain.cases.vocabulary import EVIDENCE, LINK


def test_proven_needs_a_conviction_and_a_link_that_the_judgment_establishes():
    found = {(e, k) for e, k in product(EVIDENCE, LINK) if proven(e, k)}
    assert found == {("proven_conviction", "proven"), ("proven_guilty_plea", "proven")}
    assert CONVICTED.issubset(EVIDENCE)


def test_the_matrix_counts_what_is_proven_of_which_the_goods_count():
    for evidence, link, counts in product(EVIDENCE, LINK, (True, False)):
        assert counts_in_matrix(evidence, link, counts) == (proven(evidence, link) and counts)


def test_a_reversal_ends_every_kind_of_proof_and_keeps_the_rest():
    for case in shipped():
        after = overturned(case, "Acquitted by the court of appeal.")
        assert not proven(after.evidence_standard, after.oc_link_standard)
        assert not rests_on_conviction(after.evidence_standard) and not after.count_in_goods_matrix
        assert after.terrorism_level != "proven" and after.terrorism_basis == case.terrorism_basis
        assert [c.crime for c in after.linked_crimes] == [c.crime for c in case.linked_crimes]
        assert "proven" not in {c.standard for c in after.linked_crimes}
        assert after.erratum and after.sources == case.sources and after.outcome == case.outcome
