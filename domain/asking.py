"""A plain question as it was understood: a page, its parameters, and what must be asked back or was not understood."""

from dataclasses import dataclass

DROPPED = ""
"""The choice of a reader who leaves a phrase out."""


@dataclass(frozen=True, kw_only=True)
class Sense:
    """What a phrase can stand for: a kind (place, region, goods, mode, …), its codes, and for a place its role.

    Codes of regions are written with their scheme: 'm49-sub:011'.
    """

    kind: str
    codes: tuple[str, ...] = ()
    role: str = ""

    def __str__(self) -> str:
        """As a choice is noted: 'place=GEO', 'place/departure=COL'."""
        return f"{self.kind}{'/' + self.role if self.role else ''}={'+'.join(self.codes)}"

    @classmethod
    def of(cls, text: str) -> "Sense":
        """From its note."""
        kind, _, codes = text.partition("=")
        kind, _, role = kind.partition("/")
        return cls(kind=kind, codes=tuple(filter(None, codes.split("+"))), role=role)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A phrase of the question and what it became: `key` is the parameter of the page ('page' for the page itself)."""

    text: str
    sense: Sense
    key: str
    values: tuple[str, ...] = ()
    misspelt: bool = False
    """Whether it was read as something that is only spelled nearly like it."""
    choices: tuple[Sense, ...] = ()
    """What else it can mean."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A phrase that means several things; `taken`: what is shown until the reader has said, if anything."""

    text: str
    choices: tuple[Sense, ...] = ()
    taken: Sense | None = None


@dataclass(frozen=True, kw_only=True)
class NotUnderstood:
    """Words that changed nothing, and why (a key of reports.asking.WHY)."""

    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A question as it was read. `page` is '' where nothing was understood. `query`: the parameters of its address."""

    question: str
    page: str = ""
    query: tuple[tuple[str, tuple[str, ...]], ...] = ()
    understood: tuple[Understood, ...] = ()
    ask: tuple[Asked, ...] = ()
    left: tuple[NotUnderstood, ...] = ()
    unneeded: tuple[str, ...] = ()
    """Ordinary words without which the question means the same."""

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The parameters, each with its values."""
        return {key: list(values) for key, values in self.query}
