"""Goods: one good, or a group of them: how much of it, where, by which routes, how hidden, and its proven cases."""

from pages.explore.goods_controls import chosen_goods
from pages.parts import reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import beside_title, heading
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.casebook import beside
from reports.overview import goods, same_period
from reports.overview.headline import headline

selection = reader.selection("goods")
sidebar(selection)
head, whom = beside_title()
shown = chosen_goods(selection, whom)
inside = shown.selection
heading(shown.name, inside, records=True, box=head)
reader.follow_click(inside)
reported = bool(for_reader().total(inside))
draw(made(goods.nothing if not reported else headline, inside))
if reported:
    draw(made(goods.scale, inside))


def ways() -> None:
    """By which routes and modes, how hidden, and how much."""
    draw(made(goods.ways, inside))


def cases() -> None:
    """Proven cases, operations and more of the same period: each with a counting unit of its own."""
    draw(made(beside.of_goods, shown.code, shown.name))
    draw(made(same_period.of_goods, inside, shown.code, shown.name))


if reported:
    on_sight("goods_ways", ways, reader.t("Routes"), reader.t("By transport mode"), height=800)
on_sight(
    "goods_cases", cases, reader.t("Proven cases: {goods}", goods=shown.name), reader.t(same_period.TITLE), height=700
)
