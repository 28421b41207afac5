"""The end of a page before its last line."""

from typing import NoReturn

from streamlit.runtime.scriptrunner import StopException


def stop() -> NoReturn:
    """End the page here; what stands is the page.

    Not by st.stop(): after it the run may say nothing more, not even that the words of progress go (Streamlit 1.67:
    they stood there for good, and counted the seconds).
    """
    raise StopException
