"""Shares in the columns of tables: rounded, but what is above nothing never to nothing, nor what lacks some to all."""

import polars as pl


def rounded_share(share: pl.Expr, digits: int, *, whole: float = 1.0) -> pl.Expr:
    """A share of `whole` (1, or 100 for per cent; a change may be below 0) to so many decimals.

    What that would make nothing keeps two figures; what it would make the whole is left as it is.
    """
    plain = share.round(digits)
    tiny = (plain == 0) & (share != 0)
    almost = (plain.abs() == whole) & (share.abs() != whole)
    return pl.when(tiny).then(share.round_sig_figs(2)).when(almost).then(share).otherwise(plain)
