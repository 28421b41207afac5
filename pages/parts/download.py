"""The one way in which a file reaches a reader: its name carries a mark that binds it to the reader's browser.

Streamlit keeps a file under its length, its ends and its name, and gives it to whoever knows that address. The mark
makes the address one that no other session can have, and serve.py answers it only to the browser it was made for.
"""

from collections.abc import Callable

import streamlit as st

from pages.parts import browser
from reports.exports import MIME


def download(label: str, make: Callable[[], bytes], name: str, *, key: str) -> None:
    """A button; the file is made when it is clicked. `name` ends in its kind (reports.exports.MIME)."""
    stem, _, ending = name.rpartition(".")
    st.download_button(label, make, f"{stem}_{browser.mark()}.{ending}", MIME[ending], key=key, on_click="ignore")
