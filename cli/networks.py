"""`atlas network`: the network of the casebook, or an imported one, for other programs."""

import sys
from pathlib import Path
from typing import Any

import click

from charts.theme import LIGHT
from cli.casebook import case_selection
from cli.language import words
from cli.shared import CASES_ALONE
from data_access.answers import Answers
from domain.errors import UsageError
from reports.casebook.files import json_bytes
from reports.networks import casebook, imported
from reports.networks.asked import GOODS, kinds_of
from reports.networks.files import FORMATS, file_of
from reports.networks.measures import About
from reports.studio import Studio

CASEBOOK = "casebook"
"""What the network of the cases is called in the shell."""


def write_network(
    answers: Answers, name: str, where: tuple[str, ...], options: dict[str, Any], out: Path | None
) -> None:
    """Write a network; beside all but JSON stands what must be said (OUT.json). Raises UsageError."""
    studio = Studio(answers, words(), LIGHT)
    form = options["ending"] or (out.suffix.lstrip(".").lower() if out else "graphml")
    if form not in FORMATS:
        raise UsageError(
            "A network is written as {known}: name one by --format or by the ending of --out.",
            known=", ".join(FORMATS),
        )
    about, title = _of_cases(studio, where, options) if name == CASEBOOK else _imported(studio, name, where, options)
    content, facts = file_of(studio, about, title, form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            out.write_bytes(content)
            if form != "json":
                Path(f"{out}.json").write_bytes(json_bytes(facts))
        except OSError as error:
            raise UsageError("{out} cannot be written: {strerror}.", out=out, strerror=error.strerror) from error
    said = {"title": title, "nodes": facts["nodes"], "ties": facts["ties"], "caution": facts["how_not_to_read"]}
    click.echo(words().t("{title}: {nodes} nodes, {ties} ties. {caution}", **said), err=True)


def _of_cases(studio: Studio, where: tuple[str, ...], options: dict[str, Any]) -> tuple[About, str]:
    if options["ties"]:
        raise UsageError("--ties is for imported networks.")
    selection = case_selection(where, options)
    level = GOODS[1] if options["by_group"] else GOODS[0]
    return casebook.about_of(studio, selection, level), studio.words.t(casebook.LINKS)


def _imported(studio: Studio, name: str, where: tuple[str, ...], options: dict[str, Any]) -> tuple[About, str]:
    given = [key for key, usual in CASES_ALONE.items() if options[key] != usual]
    given += [key for key in ("start", "end", "by_group") if options[key]]
    if where or given:
        raise UsageError("Filters are for the network of the casebook: an imported one is written whole.")
    listed = studio.answers.networks.listed()
    kinds = kinds_of(listed, name)
    kind = options["ties"] or kinds[-1]
    about = imported.about_of(studio, name, kind) if name in listed["network"].to_list() else None
    if about is None:
        raise UsageError(
            "There is no network '{name}'. Known: {known}.",
            name=name[:80],
            known=", ".join([CASEBOOK, *listed["network"]]),
        )
    if kind not in kinds:
        raise UsageError("'{kind}' is no kind of its ties. Known: {known}.", kind=kind[:40], known=", ".join(kinds))
    return about, imported.title(name, kind, studio.words)
