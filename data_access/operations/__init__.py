"""Operations as they are asked for: filters, lists, counts and sums that never mix what must not be added."""
