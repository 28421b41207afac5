"""`atlas query --to` and `--estimate`: figures beside the original, marked as converted or estimated."""

from typing import Any

import click

from analysis.estimates import estimate, totals
from cli.output import as_text
from data_access.harmonise.conversions import converted, quantities_by_goods
from data_access.harmonise.units import cross_factors
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.selection import Selection


def print_converted(
    gateway: Any, selection: Selection, measure: str, by: tuple[str, ...], options: dict[str, Any]
) -> None:
    """Values as reported and in another currency."""
    if measure != "value":
        raise UsageError("--to converts values: 'atlas query value --currency USD --valuation street --to EUR'.")
    frame = converted(
        gateway,
        selection,
        by,
        PUBLIC,
        currency=options["currency"],
        valuation=options["valuation"],
        to=options["to"],
    )
    click.echo(as_text(frame, options["form"]), nl=False)
    click.echo(
        "Converted at the European Central Bank's mean rate of each month; the original stands beside.", err=True
    )


def print_estimated(
    gateway: Any, selection: Selection, measure: str, by: tuple[str, ...], options: dict[str, Any]
) -> None:
    """Quantities of one class, with those of other classes estimated by published factors, as a range."""
    if measure != "quantity":
        raise UsageError("--estimate is for quantities: 'atlas query quantity --estimate mass --by goods'.")
    held = quantities_by_goods(gateway, selection, by, PUBLIC)
    frame = totals(estimate(held, cross_factors(), to_class=options["estimate"]), by)
    click.echo(as_text(frame, options["form"]), nl=False)
    click.echo(
        f"Estimated in {options['estimate']} by published factors; n_left_out quantities have none.",
        err=True,
    )
