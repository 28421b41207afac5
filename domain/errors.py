"""One family of errors that a reader may see: the message says what to do, in the reader's language."""

from domain.messages import Message, message
from domain.words import ENGLISH


class AtlasError(Exception):
    """Base of all errors whose text is written for the reader: a literal with {fields}, or a message."""

    def __init__(self, text: str | Message, /, **fields: object) -> None:
        self.message = text if isinstance(text, Message) else message(text, **fields)
        super().__init__(self.message)

    def __str__(self) -> str:
        """In English, for logs; pages and the shell say the message (Words.say)."""
        return ENGLISH.say(self.message)


class UsageError(AtlasError):
    """The question cannot be asked like this (shell: exit code 2)."""


class TooFine(UsageError):
    """The answer would have too many cells for memory; a coarser question can be asked. Raised before it is built."""

    def __init__(self, cells: int, most: int, sizes: dict[str, int]) -> None:
        super().__init__(
            message(
                "This question has up to {cells} cells ({sizes}); {most} can be shown at most. Group by fewer of "
                "these, "
                "or filter to fewer countries or a shorter period.",
                cells=cells,
                most=most,
                sizes=_product(sizes),
            )
        )


def _product(sizes: dict[str, int]) -> Message:
    """'1,200 of 'place' × 300 of 'month''."""
    factors = [message("{n} of '{dimension}'", n=n, dimension=dimension) for dimension, n in sizes.items()]
    product = factors[0]
    for factor in factors[1:]:
        product = message("{left} × {right}", left=product, right=factor)
    return product


class SourceError(AtlasError):
    """A file cannot be read at all; nothing was loaded (shell: exit code 1)."""


class StoreError(AtlasError):
    """The database cannot be reached or is not ours (shell: exit code 1)."""
