"""Routes: where seizures came from and were bound to, as far as reports say."""

from pages.explore import route_controls
from pages.parts import empty, reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import beside_title, heading
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import routes

selection = reader.selection("routes")
sidebar(selection)
head, whom = beside_title()
heading(reader.t("Routes"), selection, box=head)
asked = routes.read(for_reader(), reader.question(selection), reader.words())
draw(asked.notes)
route_controls.pick(asked, whom)
empty.stop_if_empty(selection)
draw(made(routes.on_maps, asked))


def columns() -> None:
    """From where by where to where, in columns."""
    draw(made(routes.columns, asked))


def sums() -> None:
    """What left against what was seized, what passed, whose partners, and what is new."""
    if made(routes.matrix, asked).parts:
        route_controls.pick_against(asked)
        draw(made(routes.matrix, asked))
    draw(made(routes.after_matrix, asked))


on_sight("routes_columns", columns, reader.t("Departure, place of seizure and destination"), height=560)
on_sight("routes_sums", sums, reader.t("Departures and seizures"), reader.t("New routes"), height=1500)
reader.follow_click(selection)
