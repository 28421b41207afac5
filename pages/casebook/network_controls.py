"""The controls of *Groups and networks*: which network, how it is looked at, which node stands out; and its files."""

from functools import partial
from typing import Final

import streamlit as st

from domain.cases.selection import CaseSelection
from domain.collation import by_name
from domain.messages import N_
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.choosing import choose_one
from pages.parts.download import download
from reports.networks import casebook, imported
from reports.networks.asked import VIEWS, Asked, kinds_of
from reports.networks.files import file_of
from reports.networks.measures import About
from reports.networks.net import places_may_be_shown
from reports.networks.worded import roles

LEVELS: Final = {"goods": N_("Goods"), "goods_group": N_("Groups of goods")}
FILES: Final = {"graphml": "GraphML", "gexf": "GEXF", "json": "JSON", "csv": "CSV"}  # untranslated


def which(shown: Asked) -> None:
    """The network of the casebook, or an imported one, and the kind of its ties."""
    listed = for_reader().networks.listed()
    names = listed["network"].to_list()
    if not names:
        return
    choose_one(
        reader.t("Network"),
        ["", *names],
        format_func=lambda name: name or reader.t("The casebook"),
        key=reader.widget("networks_which", shown.network),
        on_change=_network_chosen,
        width=252,
    )
    kinds = kinds_of(listed, shown.network)
    if shown.network and len(kinds) > 1:
        choose_one(
            reader.t("Ties"),
            list(kinds),
            format_func=lambda kind: roles(kind, reader.words()),
            key=reader.widget("networks_ties", shown.kind),
            on_change=lambda: reader.set_or_drop("ties", str(reader.widget_value("networks_ties") or "")),
            width=180,
        )


def _network_chosen() -> None:
    for key in ("ties", "node", "view"):
        reader.drop_own(key)
    reader.set_or_drop("network", str(reader.widget_value("networks_which") or ""))


def about_of(shown: Asked, selection: CaseSelection) -> About | None:
    """The network that is shown."""
    if shown.network:
        return imported.about_of(studio(), shown.network, shown.kind)
    return casebook.about_of(studio(), selection, shown.level)


def how(shown: Asked, selection: CaseSelection) -> None:
    """Matrix or network, single goods or their groups, and the node that stands out."""
    about = about_of(shown, selection)
    if about is None or not about.net.graph.ties:
        return
    opens = imported.opens(about.net, shown.view) if shown.network else casebook.opens(about.net, selection, shown.view)
    with st.container(horizontal=True, vertical_alignment="bottom", key="networks_how"):
        if shown.network or places_may_be_shown(selection):
            st.segmented_control(
                reader.t("Shown as"),
                list(VIEWS),
                format_func=reader.worded(VIEWS),
                key=reader.widget("networks_view", opens),
                on_change=lambda: reader.set_or_drop("view", str(reader.widget_value("networks_view") or "")),
            )
        if not shown.network:
            st.segmented_control(
                reader.t("Goods as"),
                list(LEVELS),
                format_func=reader.worded(LEVELS),
                key=reader.widget("networks_rows", shown.level),
                on_change=lambda: reader.set_or_drop("rows", str(reader.widget_value("networks_rows") or "")),
            )
        if opens == "network":
            _node(about, shown)


def _node(about: About, shown: Asked) -> None:
    """The node whose ties stand out: what a click on a mark does, by keyboard."""
    tied = {code: about.labels[code] for code in about.net.graph.nodes if about.net.graph.degrees[code]}
    choose_one(
        reader.t("Ties of"),
        ["", *by_name(tied, tied)],
        format_func=lambda code: tied.get(code) or reader.t("all"),
        key=reader.widget("networks_node", shown.node if shown.node in tied else ""),
        on_change=lambda: reader.set_or_drop("node", str(reader.widget_value("networks_node") or "")),
        width=252,
    )


def files(shown: Asked, selection: CaseSelection) -> None:
    """The whole network for other programs; pictures and tables have files of their own."""
    with st.container(horizontal=True, vertical_alignment="center", key="networks_files"):
        st.markdown(reader.t("This network for other programs, with measures and caveats:"))
        name = f"contraband-atlas_network_v{for_reader().version}_{reader.file_tag()}"
        for form, label in FILES.items():
            download(label, partial(_file, form, shown, selection), f"{name}.{form}", key=f"networks_{form}")


def _file(form: str, shown: Asked, selection: CaseSelection) -> bytes:
    about = about_of(shown, selection)
    if about is None:
        return b""
    title = imported.title(shown.network, shown.kind, reader.words()) if shown.network else reader.t(casebook.LINKS)
    content, _ = file_of(studio(), about, title, form, reader.link(for_reader().mark()))
    return content
