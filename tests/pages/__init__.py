"""Pages as readers get them, without a browser."""

import html
import re

from streamlit.testing.v1 import AppTest


def plain(text: str) -> str:
    """Markdown as it reads: without the signs that keep text of the data from being read as markup."""
    return re.sub(r"\\(?=[^\w\s])", "", text)


def figures(page: AppTest) -> dict[str, str]:
    """Label → value (with its unit) of the row of figures at the top."""
    text = "".join(e.proto.body for e in page.get("html"))
    found = re.findall(r'<dt>(.*?)</dt><dd><(?:span|a [^>]*) class="value">(.*?)</(?:span|a)>', text)
    return {html.unescape(label): html.unescape(re.sub("<[^>]*>", "", value)) for label, value in found}


def below_titles(page: AppTest) -> list[str]:
    """What stands below the title of each card."""
    return [plain(m.value).partition("\n")[2] for m in page.markdown if m.value.startswith("## ")]
