"""One family of errors that a reader may see: the message says what to do."""


class AtlasError(Exception):
    """Base of all errors whose text is written for the reader."""


class UsageError(AtlasError):
    """The question cannot be asked like this (shell: exit code 2)."""


class TooFine(UsageError):
    """The answer would have more cells than can be held; a coarser question can be asked. Told before it is built."""

    def __init__(self, cells: int, most: int, sizes: dict[str, int]) -> None:
        told = " × ".join(f"{n:,} of '{dimension}'" for dimension, n in sizes.items())
        super().__init__(
            f"This question has up to {cells:,} cells ({told}); {most:,} can be shown at most. Group by fewer of "
            "these, or filter to fewer countries or a shorter period."
        )


class SourceError(AtlasError):
    """A file cannot be read at all; nothing was loaded (shell: exit code 1)."""


class StoreError(AtlasError):
    """The database cannot be reached or is not ours (shell: exit code 1)."""
