"""Which goods the page of goods shows."""

from typing import Any

import streamlit as st

from data_access.reference import tables as reference
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, typed_first
from reports.overview.goods import NO_GOODS, Shown, shown


def chosen_goods(selection: Selection, box: Any) -> Shown:
    """The goods of the link, else of the filters, else the most reported group; in `box` the list to choose others."""
    asked = reader.own("good")
    now = shown(for_reader(), selection, asked)
    reader.keep(reader.ABOUT, ("good", now.code))
    if asked and asked != now.code:
        st.error(reader.t(NO_GOODS, goods=now.name), icon=":material/link_off:")
    names, groups = reference.names("goods"), reference.goods_group()
    labels = {c: name if groups[c] != c else reader.t("{group} (all)", group=name) for c, name in names.items()}
    choose_one(
        reader.t("Goods"),
        typed_first(labels, labels, {c: (names[c],) for c in labels}),
        box=box,
        format_func=labels.__getitem__,
        key=reader.widget("goods_shown", now.code),
        on_change=_chosen,
        args=(selection,),
        width=340,
    )
    return now


def _chosen(selection: Selection) -> None:
    """The reader took other goods: those of the filters would be none of them."""
    reader.write(selection.having("goods", ()).having("goods_group", ()))
    reader.set_own("good", str(reader.widget_value("goods_shown")))
