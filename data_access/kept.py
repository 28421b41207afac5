"""Answers that are kept: a question that was asked of the same data by a viewer of the same rights is not asked again.

`kept` marks functions that find something out for one viewer: their first argument is that viewer's Answers, the others
are values (text, numbers, selections, questions and tuples of them). Nobody may change in place what they give.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from importlib import import_module
from inspect import signature
from operator import attrgetter
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
Keep = Callable[[str, tuple[Hashable, ...]], Any]
"""Takes the name of a kept function and its arguments but the first; gives the answer, kept or found anew."""
MOST = 64


class Asker(Protocol):
    """Whoever asks for one viewer (data_access.answers.Answers)."""

    @property
    def keep(self) -> Keep:
        """Where answers are kept."""


A = TypeVar("A", bound=Asker)


def kept(function: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Keep the answers of a function (or of a method of Answers)."""
    name, shape = f"{function.__module__}:{function.__qualname__}", signature(function)

    @wraps(function)
    def ask(asker: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        given = shape.bind(asker, *args, **kwargs)
        given.apply_defaults()
        return cast("R", asker.keep(name, given.args[1:]))

    return ask


def found(name: str, asker: Any, args: tuple[Hashable, ...]) -> Any:
    """The answer of a kept function, found anew."""
    module, _, path = name.partition(":")
    return attrgetter(path)(import_module(module)).__wrapped__(asker, *args)


def in_memory(asker: Any) -> Keep:
    """Keep the last few answers of one asker: the parts of a chart ask for the same more than once."""
    return lru_cache(maxsize=MOST)(lambda name, args: found(name, asker, args))
