"""Commands that ask the store: figures, charts, single records, statistics."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.language import words
from cli.shared import (
    CASES_ALONE,
    DATABASE,
    answers_of,
    cases,
    company_of,
    dimensions_of,
    operator_of,
    page_question_of,
    pair,
    question,
    question_of,
    reported,
    selection_of,
)
from domain.errors import UsageError


@click.command()
@question
@click.option("--to", default="", metavar="CURRENCY", help="value: also in this currency, by ECB monthly mean rates.")
@click.option("--estimate", default="", metavar="CLASS", help="quantity: estimate other unit classes in this one.")
@click.option("--any-size", is_flag=True, help="Answer however many cells there are; it may take all the memory.")
@click.option("--grid", is_flag=True, help="Add the cells without records, each with its state.")
@cases
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@reported
def query(measure: str, by: str, where: tuple[str, ...], database: str | None, **options: Any) -> None:
    """Aggregate MEASURE by dimensions: seizures, quantity, value; cases, convictions; operations, operation_arrests,
    operation_value; training, training_participants; benchmarks; incidents (of companies, small numbers withheld);
    statistics: victims, …
    """
    from cli.output import in_words, printed
    from domain.cases.dimensions import CASE_MEASURES
    from domain.measures import INDICATORS, MEASURES

    given = [key for key, usual in CASES_ALONE.items() if options[key] != usual]
    if given and measure not in CASE_MEASURES:
        raise UsageError("--{option} is for cases and convictions.", option=given[0])
    if print_counts := _printer(measure):
        print_counts(answers_of(database), measure, dimensions_of(by), where, options)
        return
    if measure not in MEASURES and measure in INDICATORS:
        _statistics(measure, dimensions_of(by), where, options, database)
        return
    asked, answers = question_of(measure, by, where, options), answers_of(database)
    if options["to"] or options["estimate"]:
        from cli.conversions import print_converted, print_estimated

        (print_converted if options["to"] else print_estimated)(answers, asked, options)
        return
    answer = answers.answer(asked, options["grid"], not options["any_size"])
    text = printed(answer.frame, measure, asked.by, options["form"], options["top"], options["unit_class"])
    click.echo(text, nl=False)
    if answers.is_empty:
        click.echo(words().t("The store is empty: import a file first ('atlas import unodc-ids FILE')."), err=True)
    if (answer.frame["possible"].fill_null(1) > 0).any():
        click.echo(
            words().t("possible: seizures that may belong to the row too, because one of their fields is not known."),
            err=True,
        )
    for rule in answers.rules(asked.selection):
        click.echo(words().unpacked(rule), err=True)
    if answer.overlapping and asked.by:
        click.echo(words().t("Groups may overlap; the true total is {total}.", total=in_words(answer.total)), err=True)
    if answers.invented:
        click.echo(words().t("Invented data: for demonstration only."), err=True)


def _printer(measure: str) -> Callable[..., None] | None:
    """What prints the counts of a measure that counts no seizures, from answers, measure, by, where and options; None
    for others.
    """
    from domain.question import entries_of

    match entries_of(measure) or measure:
        case "cases":
            from cli.casebook import print_counts as found
        case "operations":
            from cli.operations import print_operations as found
        case "training":
            from cli.training import print_training as found
        case "benchmarks":
            from cli.benchmarks import print_benchmarks as found
        case "incidents":
            from cli.incidents import print_sector as found
        case _:
            return None
    return found


@click.command()
@question
@click.option("--form", help="map, bars, dots, line, heat, stacked, panels or table (default: the best for the data).")
@click.option("--scale", help="linear, log, all, row, column (shares) or index.")
@click.option("--order", help="az, or value where coverage and interval are shown beside it.")
@click.option("--map", is_flag=True, help="The same as --form map.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Of a page: as in its link.")
@click.option("--card", default="", help="Of a page: which of its charts (default: the first).")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option(
    "--format",
    "ending",
    type=click.Choice(["png", "svg", "csv", "xlsx", "parquet", "gpkg", "geojson"]),
    help="Default: by the ending of --out.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@reported
def chart(measure: str, by: str, where: tuple[str, ...], database: str | None, out: Path, **options: Any) -> None:
    """Draw MEASURE by one or two dimensions into a file, or write its table; the metadata stand beside (OUT.json).

    MEASURE may be a page instead: world, region, country, goods, maps, trends, routes, compare, cases, convergence,
    operations, training, cooperation, programme, benchmarks or sector.
    Then --set KEY=VALUE is what stands in the page's link (atlas chart maps --set show=share --set
    share=goods_group:drugs --out share.png).
    """
    from cli.chart import make_card, make_chart
    from reports.subjects import SUBJECTS

    if measure in SUBJECTS:
        make_card(answers_of(database), measure, page_question_of(measure, by, where, options), options, out)
        return
    if options["settings"] or options["card"]:
        raise UsageError("--set and --card are for the pages: {subjects}.", subjects=", ".join(SUBJECTS))
    make_chart(answers_of(database), question_of(measure, by, where, options), options, out)


@click.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--text", default="", help='Words, "phrases", prefix* and -without, in any field of the record.')
@click.option(
    "--sort", default="date", show_default=True, help="date, country, quantity (with --unit-class) or loaded."
)
@click.option("--ascending/--descending", "ascending", default=None, help="Default: newest or largest first; A–Z.")
@click.option("--unit-class", default="", help="Required for --sort quantity: mass, volume, pieces, …")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="table: up to 5,000.")
@click.option("--after", default="", help="table: continue after this place, as the previous page printed it.")
@click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …")
@click.option("--start", default="", metavar="YYYY-MM", help="First month.")
@click.option("--end", default="", metavar="YYYY-MM", help="Last month.")
@click.option("--distinct", is_flag=True, help="Leave exact copies out.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@DATABASE
@reported
def records(where: tuple[str, ...], database: str | None, ascending: bool | None, **options: Any) -> None:
    """List single records of a selection; csv and json have one row a goods line."""
    from cli.records import print_records

    options["descending"] = None if ascending is None else not ascending
    print_records(answers_of(database), selection_of(where, options), options)


@click.command()
@click.argument("key")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@DATABASE
@reported
def record(key: str, form: str, database: str | None) -> None:
    """Print everything known of the record KEY: original and harmonised, versions, links, origin."""
    from cli.records import print_record

    print_record(answers_of(database), key, form)


@click.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--start", default="", metavar="YYYY", help="First year of judgment.")
@click.option("--end", default="", metavar="YYYY", help="Last year of judgment.")
@cases
@click.option(
    "--format",
    "ending",
    type=click.Choice(["json", "csv", "xlsx", "stix", "pdf"]),
    help="Default: by the ending of --out, else json.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def casebook(where: tuple[str, ...], database: str | None, out: Path | None, **options: Any) -> None:
    """Write the cases of a selection with their sources and caveats: json, csv, xlsx, pdf, or STIX 2.1 for exchange."""
    from cli.casebook import write_casebook

    write_casebook(answers_of(database), where, options, out)


@click.command()
@click.argument("name", default="casebook")
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Of cases: filter; the same DIM repeated means or.")
@click.option("--start", default="", metavar="YYYY", help="Of cases: first year of judgment.")
@click.option("--end", default="", metavar="YYYY", help="Of cases: last year of judgment.")
@cases
@click.option("--by-group", is_flag=True, help="Of cases: groups of goods in place of goods.")
@click.option("--ties", default="", metavar="KIND", help="Of an imported network: the kind of its ties (default: all).")
@click.option(
    "--format",
    "ending",
    type=click.Choice(["graphml", "gexf", "csv", "json"]),
    help="Default: by the ending of --out, else graphml.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def network(name: str, where: tuple[str, ...], database: str | None, out: Path | None, **options: Any) -> None:
    """Write a network for other programs: that of the casebook, or the imported network NAME ('atlas networks')."""
    from cli.networks import write_network

    write_network(answers_of(database), name, where, options, out)


@click.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--start", default="", metavar="YYYY[-MM]", help="First year or month.")
@click.option("--end", default="", metavar="YYYY[-MM]", help="Last year or month.")
@click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …")
@click.option(
    "--format", "ending", type=click.Choice(["csv", "xlsx", "json"]), help="Default: by the ending of --out, else json."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def operations(where: tuple[str, ...], database: str | None, out: Path | None, **options: Any) -> None:
    """Write announced operations with every figure, what it counts, caveats and sources: csv, xlsx or json."""
    from cli.operations import write_operations

    write_operations(answers_of(database), where, options, out)


@click.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--start", default="", metavar="YYYY[-MM]", help="First year or month.")
@click.option("--end", default="", metavar="YYYY[-MM]", help="Last year or month.")
@click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …")
@click.option(
    "--format", "ending", type=click.Choice(["csv", "xlsx", "json"]), help="Default: by the ending of --out, else json."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def training(where: tuple[str, ...], database: str | None, out: Path | None, **options: Any) -> None:
    """Write the courses recorded here with participants as numbers and sources: csv, xlsx or json."""
    from cli.training import write_training

    write_training(answers_of(database), where, options, out)


@click.command()
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Filter; the same DIM repeated means or.")
@click.option("--start", default="", metavar="YYYY", help="First year.")
@click.option("--end", default="", metavar="YYYY", help="Last year.")
@click.option(
    "--format", "ending", type=click.Choice(["csv", "xlsx", "json"]), help="Default: by the ending of --out, else json."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def benchmarks(where: tuple[str, ...], database: str | None, out: Path | None, **options: Any) -> None:
    """Write totals that others have published, each with its definition, caveats and source: csv, xlsx or json."""
    from cli.benchmarks import write_benchmarks

    write_benchmarks(answers_of(database), where, options, out)


@click.command()
@click.option("--company", required=True, metavar="NAME", help="Whose incidents: nobody else's are written.")
@click.option(
    "--format", "form", default="", type=click.Choice(["", "csv", "xlsx"]), help="Default: by --out, else csv."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: print it).")
@DATABASE
@reported
def incidents(company: str, form: str, database: str | None, out: Path | None) -> None:
    """Write a company's own incidents, in the columns of the template: to be corrected and imported again."""
    from cli.incidents import write_own

    write_own(company_of(database, company), form, out)


@click.command()
@click.argument("case_id")
@click.option("--history", "of_versions", is_flag=True, help="Its versions instead: when, by whom, why.")
@click.option("--overturned", default="", metavar="TEXT", help="A court has overturned it: what it decided, and when.")
@click.option("--withdraw", default="", metavar="TEXT", help="Take it out of sight: why.")
@DATABASE
@reported
def case(case_id: str, of_versions: bool, overturned: str, withdraw: str, database: str | None) -> None:
    """Print the case CASE_ID as JSON; or say that it was overturned or is withdrawn (its versions stay)."""
    from cli.casebook import change_case, print_case

    answers = operator_of(database)
    if overturned or withdraw:
        change_case(answers, case_id, overturned, withdraw)
    else:
        print_case(answers, case_id, of_versions)


@click.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: page, query, link, understood, ask, left.")
@click.option(
    "--choose",
    multiple=True,
    metavar="PHRASE:CHOICE",
    help="What a phrase means that is asked back ('Congo:place=COD'); nothing behind the colon leaves it out.",
)
@DATABASE
@reported
def ask(question: str, as_json: bool, choose: tuple[str, ...], database: str | None) -> None:
    """Read a plain QUESTION: the page with the filters that answers it, what is asked back, what is not understood."""
    from cli.ask import print_reading

    print_reading(answers_of(database), question, choose, as_json)


def _statistics(
    indicator: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any], database: str | None
) -> None:
    """Statistics that are no seizures: victims, scores; intervals stay intervals."""
    from cli.output import printed_statistics

    filters: dict[str, tuple[str, ...]] = {}
    for text in where:
        dimension, values = pair(text)
        filters[dimension] = filters.get(dimension, ()) + values
    frame = answers_of(database).observations(indicator, by, tuple(filters.items()))
    click.echo(printed_statistics(frame, indicator, by, options["form"], options["top"]), nl=False)


COMMANDS: tuple[click.Command, ...] = (
    *(query, chart, records, record, casebook, network, case, operations, training, benchmarks, incidents, ask),
)
