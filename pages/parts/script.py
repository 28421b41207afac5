"""Components of our own: their scripts are files that a browser fetches once, not text that each run sends again."""

from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import streamlit as st

SCRIPTS: Final = Path(__file__).resolve().parents[2] / "static" / "scripts"
_VERSION: Final = blake2b(
    b"".join(file.read_bytes() for file in sorted(SCRIPTS.glob("*.js"))), digest_size=6
).hexdigest()
"""Of all scripts: browsers keep them for a day, and those of another version must not answer this server."""
_LOADER: Final = """
const script = import(new URL('/app/static/scripts/FILE?v=VERSION', window.location.href).href);
export default function (component) {
  let stop, gone = false;
  script.then((loaded) => { if (!gone) stop = loaded.default(component); });
  return () => { gone = true; stop?.(); };
}
"""


def scripted(name: str, file: str, *, html: str = "<span></span>", css: str = "") -> Any:
    """A component whose script is a file of static/scripts, with a default function that takes it and gives its end."""
    loader = _LOADER.replace("FILE", file).replace("VERSION", _VERSION)
    return st.components.v2.component(name, html=html, css=css, js=loader)
