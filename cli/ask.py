"""`atlas ask`: a plain question as it is understood, and the address that answers it."""

import json

import click

from cli.language import words
from data_access.answers import Answers
from domain.asking import Reading
from domain.errors import UsageError
from reports.asking import WHY, as_document, ask, link, sense_in_words, understood_in_words


def print_reading(answers: Answers, question: str, chosen: tuple[str, ...], as_json: bool) -> None:
    """Print how the question is read. Raises UsageError for a choice that is none."""
    read = ask(answers, question, tuple(sorted(_choice(text) for text in chosen)))
    if as_json:
        click.echo(json.dumps(as_document(read, words(), str), ensure_ascii=False))
        return
    click.echo(link(read) or words().t("Nothing of this was understood as a question to the data."))
    for line in _lines(read):
        click.echo(line)


def _lines(read: Reading) -> list[str]:
    said = words()
    lines = []
    for one in read.understood:
        meant = {"text": one.text, "meaning": understood_in_words(read, one, said, str)}
        read_as = said.t("{text}: read as {meaning}", **meant)
        lines.append(read_as if one.misspelt else said.t("{text} → {meaning}", **meant))
    for asked in read.ask:
        choices = "; ".join(f"{sense} ({sense_in_words(sense, said)})" for sense in asked.choices)
        which = said.t("Which is meant by '{text}'? Say it by --choose: {choices}", text=asked.text, choices=choices)
        lines.append(which)
    lines += [said.t("Left out: '{text}' ({why})", text=left.text, why=said.t(WHY[left.why])) for left in read.left]
    if read.unneeded:
        lines.append(said.t("Not needed: {words}", words=", ".join(read.unneeded)))
    return lines


def _choice(text: str) -> tuple[str, str]:
    phrase, mark, choice = text.partition(":")
    if not mark or not phrase.strip():
        raise UsageError("--choose takes 'PHRASE:CHOICE', such as 'Congo:place=COD'; not '{text}'.", text=text[:60])
    return phrase.strip().casefold(), choice.strip()
