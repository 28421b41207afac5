"""The front door: menu, who looks, what data are shown, run the page."""

from contextlib import ExitStack

import streamlit as st

from data_access.settings import settings
from domain.errors import AtlasError, TooFine, UsageError
from domain.viewer import of_company
from pages import CATALOGUE
from pages.parts import answers, asking, reader, too_fine
from pages.parts.accessible import accessible
from pages.parts.first_steps import first_steps
from pages.parts.foot import foot
from pages.parts.legible import legible
from pages.parts.topbar import topbar
from pages.parts.ways import ways
from reports.wording import markdown_safe

SIDEBAR = 264  # pixels

st.set_page_config(layout="wide", page_icon="/app/static/icon.png", initial_sidebar_state=SIDEBAR)
reader.look_as(of_company(settings().company, reader.language()))
reader.note_arrival()
words = reader.words()
menu: dict[str, list[st.Page]] = {}  # type: ignore[valid-type]
for entry in CATALOGUE:
    page = st.Page(
        f"pages/{entry.file}",
        title=words.t(entry.title),
        url_path=entry.url or None,
        default=not entry.url,
        visibility="hidden" if entry.hidden else "visible",
    )
    menu.setdefault(words.t(entry.section) if entry.section else "", []).append(page)
current = st.navigation(menu, position="top", expanded=True)
st.logo("/app/static/wordmark.svg", size="large")
st.set_page_config(page_title=" · ".join(dict.fromkeys([current.title, CATALOGUE[0].title])))
with st.container(key="progress"):
    waiting = ExitStack()
    waiting.enter_context(st.spinner(reader.t("Reading the records …"), show_time=True))
try:
    if answers.newest().invented:
        first_steps()
    filters = next(entry.filters for entry in CATALOGUE if entry.url == current.url_path)
    legible(filters=filters)
    accessible()
    ways()
    topbar()
    asking.strip(current.url_path)
    current.run()
    foot(guided=filters)
except TooFine as error:
    too_fine.offer(error)
except UsageError as error:
    st.error(markdown_safe(words.say(error.message)), icon=":material/link_off:")
    st.page_link(current, label=words.t("This page without filters"), icon=":material/filter_alt_off:")
except AtlasError as error:
    st.error(markdown_safe(words.say(error.message)), icon=":material/error:")
except Exception as error:
    if not (trouble := answers.trouble(error)):
        raise
    st.error(markdown_safe(words.say(trouble)), icon=":material/error:")
finally:
    waiting.close()
