"""Pages as readers get them, without a browser."""

import re


def plain(text: str) -> str:
    """Markdown as it reads: without the signs that keep text of the data from being read as markup."""
    return re.sub(r"\\(?=[^\w\s])", "", text)
