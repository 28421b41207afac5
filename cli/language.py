"""The language of the shell: one reader a process, said by the environment as for every program (GNU gettext)."""

import os
from collections.abc import Iterator

import click

from domain.languages import available_or_english
from domain.words import Words

_ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language() -> str:
    """The first that the environment names: 'fr' of 'fr_FR.UTF-8'."""
    named = next((os.environ[name] for name in _ASKED if os.environ.get(name)), "")
    return available_or_english(named.partition(":")[0].partition(".")[0].partition("_")[0])


def words() -> Words:
    """Words in the language of the shell."""
    return Words(language())


def explain(group: click.Group) -> None:
    """Say the help of all commands in the language of the shell: click has it as English docstrings."""
    for holder, text in helps(group):
        holder.help = words().t(text)


def helps(command: click.Command) -> Iterator[tuple[click.Command | click.Option, str]]:
    """What has a help, and its English: the catalogues find it here (tools/catalogues.py)."""
    options = [p for p in command.params if isinstance(p, click.Option)]
    holders: list[click.Command | click.Option] = [command, *options]
    yield from ((holder, holder.help) for holder in holders if holder.help)
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        yield from helps(one)
