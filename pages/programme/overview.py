"""Programme: training, operations, seizures and cases of the same goods, places and years, side by side."""

from pages.parts import reader
from pages.parts.answers import made
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.programme import chain

selection = reader.selection("programme")
sidebar(selection)
heading(reader.t("Programme overview"), selection)
draw(made(chain.figures, selection))
draw(made(chain.by_year, selection))
