"""Routes: where seizures came from and were bound to, as far as reports tell."""

from pages.parts import empty, flow_cards, flow_legs, flow_tables, reader
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar

selection = reader.selection("routes")
sidebar(selection)
heading("Routes", selection)
focus = flow_legs.pick(selection)
empty.stop_if_empty(selection)
flow_legs.headline(selection, focus)
flow_legs.map_card(selection, focus, key="routes_in")
reader.follow_click(selection)
flow_cards.columns_card(selection, focus, key="routes_columns")
flow_legs.map_card(selection, focus, key="routes_on", bound=True)
if not focus.codes:
    flow_cards.matrix_card(selection, key="routes_matrix")
flow_tables.balance_card(selection, focus, key="routes_balance")
flow_tables.transit_card(selection, focus, key="routes_transit")
if focus.place:
    flow_tables.partners_cards(selection, focus.place, key="routes_partners")
flow_legs.new_card(selection, focus, key="routes_new")
