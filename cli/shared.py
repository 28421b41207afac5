"""What the commands of the shell share: options, errors in one line, how a store is opened and a selection read."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from cli.language import language, words
from domain.errors import AtlasError, UsageError

DATABASE = click.option(
    "--database",
    metavar="URL-or-path",
    help="The store (default: ATLAS_DATABASE_URL, else the embedded file).",
)
QUESTION = (
    click.argument("measure"),
    click.option("--by", default="", help="Dimensions to group by, separated by commas."),
    click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or."),
    click.option("--unit-class", default="", help="Required for quantity: mass, volume, pieces, …"),
    click.option("--currency", default="", help="Required for value: USD, EUR, …"),
    click.option("--valuation", default="", help="Required for value: declared, domestic-retail, street, …"),
    click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …"),
    click.option("--start", default="", metavar="YYYY-MM", help="First month."),
    click.option("--end", default="", metavar="YYYY-MM", help="Last month."),
    click.option("--distinct", is_flag=True, help="Leave exact copies out."),
    click.option("--top", type=click.IntRange(min=1), help="Only the largest N, by measure; places stay A–Z."),
    DATABASE,
)

CASES = (
    click.option(
        "--proof",
        type=click.Choice(["proven", "all"]),
        default="proven",
        show_default=True,
        help="Cases: only what is proven in both senses, or all.",
    ),
    click.option(
        "--least",
        type=click.Choice(["proven", "alleged", "mentioned"]),
        default="mentioned",
        show_default=True,
        help="Cases: the least standard at which a linked crime counts.",
    ),
    click.option("--text", default="", help="Cases: words, all of which describe the case."),
)
CASES_ALONE = {"proof": "proven", "least": "mentioned", "text": ""}
"""Options of cases alone, with what is usual."""

P = ParamSpec("P")
R = TypeVar("R")


def reported(command: Callable[P, R]) -> Callable[P, R]:
    """Turn our errors into one line on standard error and the exit code that fits."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AtlasError as error:
            click.echo(f"atlas: {words().say(error.message)}", err=True)
            sys.exit(2 if isinstance(error, UsageError) else 1)

    return run


def question(command: Any) -> Any:
    """The options that ask a question of the store: the same for figures and for charts."""
    for option in reversed(QUESTION):
        command = option(command)
    return command


def cases(command: Any) -> Any:
    """The options that ask for cases."""
    for option in reversed(CASES):
        command = option(command)
    return command


def selection_of(where: tuple[str, ...], options: dict[str, Any]) -> Any:
    """The filters of the options."""
    from domain.selection import Selection

    return Selection(
        where=tuple(pair(w) for w in where),
        start=options["start"],
        end=options["end"],
        scheme=options["scheme"],
        distinct=options["distinct"],
    )


def pair(text: str) -> tuple[str, tuple[str, ...]]:
    """A filter as it is written: DIM=VALUE. Raises UsageError."""
    dimension, mark, value = text.partition("=")
    if not mark:
        raise UsageError("--where takes DIM=VALUE, such as country=ESP; not '{text}'.", text=text[:60])
    return dimension.strip(), (value,)


def store_of(database: str | None) -> Any:
    """The engine of the store that is named, else configured."""
    from data_access.settings import settings
    from data_access.store.engine import open_store

    return open_store(settings(database).database_url)


def answers_of(database: str | None) -> Any:
    """What anybody may learn of its newest data version: the shell asks as a public reader (data_access.answers)."""
    from domain.viewer import public

    return gateway_of(database).for_viewer(public(language()))


def viewer_of(handling: tuple[str, ...], language: str) -> Any:
    """Somebody who may see these levels; where none is named, anybody."""
    from domain.entitlement import PUBLIC, Entitlement
    from domain.viewer import Viewer

    return Viewer(entitlement=Entitlement(handling=handling) if handling else PUBLIC, language=language)


def company_of(database: str | None, company: str) -> Any:
    """What a company may learn: public records, and what it brought itself. Raises UsageError for no name of one.

    Whoever has the shell has the database: the option says whose eyes are used.
    """
    from domain.incidents.ownership import LONGEST, level_of
    from domain.viewer import of_company

    if not level_of(company):
        raise UsageError("'{company}' is no name of letters or digits, up to {n} of them.", company=company, n=LONGEST)
    return gateway_of(database).for_viewer(of_company(company, language()))


def operator_of(database: str | None) -> Any:
    """What who owns the database may learn of it: every handling level."""
    return gateway_of(database).for_operator(language())


def gateway_of(database: str | None) -> Any:
    """The store itself, for a command that asks for several viewers."""
    from data_access.gateway import Gateway
    from data_access.settings import settings

    return Gateway.open(settings(database))


def dimensions_of(by: str) -> tuple[str, ...]:
    """The dimensions of --by, as they were given."""
    return tuple(filter(None, (d.strip() for d in by.split(","))))


def question_of(measure: str, by: str, where: tuple[str, ...], options: dict[str, Any]) -> Any:
    """The question of the options. Raises UsageError for a kind that the measure does not take."""
    from domain.question import Question

    kind = {key: options[key] for key in ("unit_class", "currency", "valuation")}
    return Question.measured(selection_of(where, options), measure, dimensions_of(by), **kind)


def page_question_of(page: str, by: str, where: tuple[str, ...], options: dict[str, Any]) -> Any:
    """What a page is asked: the options that its link has too, and those of --set. Raises UsageError."""
    from dataclasses import replace

    from domain.cases.selection import OWN_KEYS as CASE_KEYS
    from domain.question import OF_CASES, OWN_KEYS, PAGES_OF, Question

    keys = (*OWN_KEYS, *CASE_KEYS) if page in OF_CASES else OWN_KEYS
    given = {"by": by} | {k: options[k] for k in ("unit_class", "currency", "valuation", "form", "scale", "order")}
    for text in options["settings"]:
        key, mark, value = text.partition("=")
        if not mark or key not in keys:
            raise UsageError("--set takes KEY=VALUE as in the link of a page, not '{text}'.", text=text[:60])
        given[key] = value
    own = {key: [value] for key, value in given.items() if value}
    if page in PAGES_OF:
        own |= {"scheme": [options["scheme"]]} if page not in OF_CASES else {}
        for dimension, values in map(pair, where):
            own[dimension] = [*own.get(dimension, []), *values]
        return Question.of_page(page, own | {key: [options[key]] for key in ("start", "end") if options[key]})
    return replace(Question.from_query(own), selection=selection_of(where, options))
