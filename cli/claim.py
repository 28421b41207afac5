"""`atlas claim`: whether something can be said of reported seizures."""

import json

import click

from charts.theme import LIGHT
from cli.language import words
from data_access.answers import Answers
from domain.claims import VERDICTS
from reports.claims.judge import judge
from reports.claims.reading import read
from reports.studio import Studio


def print_verdict(answers: Answers, text: str, *, as_json: bool) -> None:
    """Print verdict, reasons and a wording. Raises UsageError for what cannot be checked."""
    claim = read(answers, text)
    found = judge(Studio(answers, words(), LIGHT), claim)
    if as_json:
        document = {
            "claim": text,
            "kind": claim.kind.value,
            "filters": claim.selection.to_query(),
            "verdict": found.verdict.value,
            "reasons": list(found.reasons),
            "wording": found.wording,
            "citation": found.citation,
            "left": list(claim.left),
            "ask": list(claim.ask),
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(words().t(VERDICTS[found.verdict]))
    for reason in found.reasons:
        click.echo(f"- {reason}")
    click.echo(words().t("What can be said: {wording}", wording=found.wording))
    click.echo(found.citation)
