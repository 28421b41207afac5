"""Routes: where seizures came from and were bound to, as far as reports say."""

from pages.explore import route_controls
from pages.parts import empty, reader
from pages.parts.answers import for_reader, studio
from pages.parts.heading import beside_title, heading
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
draw(routes.before_matrix(studio(), asked))
if matrix := routes.matrix(studio(), asked):
    route_controls.pick_against(asked)
    draw(matrix)
draw(routes.after_matrix(studio(), asked))
reader.follow_click(selection)
