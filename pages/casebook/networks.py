"""Groups and networks: what links cases, and imported networks of groups; never a person by name."""

import streamlit as st

from pages.casebook import case_list, filters, network_controls
from pages.parts import case_reader, reader
from pages.parts.answers import for_reader, made
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.casebook.titles import subject
from reports.networks import asked, casebook, imported
from reports.wording import markdown_safe

selection = case_reader.selection("networks")
case_reader.follow_cell(selection)
shown = asked.read(for_reader(), reader.own, reader.words())
if shown.network:
    st.sidebar.caption(reader.t("Filters are for the network of the casebook: an imported one is shown whole."))
else:
    filters.filters(selection)
words = reader.words()
about = imported.title(shown.network, shown.kind, words) if shown.network else subject(selection, words)
reader.keep(reader.SUBJECT, about)
left, right = st.columns(2, vertical_alignment="bottom")
with left.container(key="head"):
    st.title(reader.t("Groups and networks"))
    st.markdown(markdown_safe(about))
with right.container(key="whom", horizontal=True, horizontal_alignment="right"):
    network_controls.which(shown)
    if not shown.network:
        filters.proof(selection)
draw(shown.notes)
if not shown.network and case_list.nothing(selection):
    stop()
network_controls.how(shown, selection)
if shown.network:
    draw(made(imported.first_screen, shown.network, shown.kind, shown.view, shown.node))
else:
    draw(made(casebook.first_screen, selection, shown.view, shown.node, shown.level))
network_controls.files(shown, selection)


def more() -> None:
    """Measures and tables."""
    if shown.network:
        draw(made(imported.below, shown.network, shown.kind))
    else:
        draw(made(casebook.below, selection, shown.level))


on_sight("networks_more", more, reader.t("Who or what stands between the others"), reader.t("All nodes"), height=1600)
