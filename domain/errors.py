"""One family of errors that a reader may see: the message says what to do."""


class AtlasError(Exception):
    """Base of all errors whose text is written for the reader."""


class UsageError(AtlasError):
    """The question cannot be asked like this (shell: exit code 2)."""


class SourceError(AtlasError):
    """A file cannot be read at all; nothing was loaded (shell: exit code 1)."""


class StoreError(AtlasError):
    """The database cannot be reached or is not ours (shell: exit code 1)."""
