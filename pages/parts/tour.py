"""A short tour of a page: offered at the first visit, dismissed for good, and found again at the foot (tour.js).

There is no account of a reader: that it was dismissed is remembered by the browser alone, and nothing is sent.
"""

from pathlib import Path
from typing import Final

from domain.messages import N_
from pages.parts import reader
from pages.parts.script import scripted

_CSS: Final = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_HTML: Final = """
<button type="button" class="again"></button>
<section class="tour" role="region" aria-labelledby="title" aria-describedby="text" tabindex="-1" hidden>
  <p class="title" id="title"></p>
  <p id="text"></p>
  <div class="ways">
    <button type="button" class="no"></button>
    <button type="button" class="on"></button>
  </div>
</section>
"""
_component: Final = scripted("contraband_tour", "tour.js", html=_HTML, css=_CSS)
STEPS: Final = (
    (
        N_("What the page says"),
        N_("The title says what it is about, the figures how much was reported, by whom, and how sure that is."),
        ".st-key-head, .st-key-figures",
    ),
    (
        N_("Filters"),
        N_("Years, places, goods and sources hold on every page. Those chosen stand above the page, and in its link."),
        "[data-testid=stSidebar], [data-testid=stExpandSidebarButton]",
    ),
    (
        N_("Behind each chart"),
        N_("Its table, its picture and data, how not to read it, and a citation with a link."),
        "[class*=st-key-acts_]",
    ),
    (
        N_("The records"),
        N_("Single seizures under the same filters, as reported beside as harmonised: the page Records lists them."),
        ".st-key-about [data-testid=stPageLink], [data-testid=stTopNavSection], [data-testid=stExpandSidebarButton]",
    ),
)
"""Heading, text, and what of the page is marked meanwhile: the first of these that is there and seen."""


def tour() -> None:
    """The quiet way to it at the foot; at a first visit without filters in the link an offer in the corner."""
    t = reader.t
    steps = [(t("First time here?"), t("Four short steps show how to read a page."), "")]
    for number, (title, text, mark) in enumerate(STEPS, 1):
        heading = t("{n} of {all} · {title}", n=number, all=len(STEPS), title=t(title))
        steps.append((heading, t(text), mark))
    words = {
        "again": t("Show the short tour of a page"),
        "show": t("Show me"),
        "no": t("No, thanks"),
        "next": t("Next"),
        "end": t("Done"),
        "leave": t("Close"),
    }
    _component(key="tour", data={"offer": not reader.came_by_link(), "steps": steps, "words": words})
