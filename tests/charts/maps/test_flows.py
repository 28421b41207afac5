from itertools import combinations, pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.maps.flow_map import KINDS, THIRD, WIDTHS, _bin, _limits, flow_map
from charts.theme import DARK, LIGHT
from data_access.reference import tables as reference
from domain.words import ENGLISH
from tests.charts.frames import LEGS

SHARED = {"words": ENGLISH, "unit": "seizures"}


def lines(fig):
    return [t for t in fig.data if t.type == "scattergeo" and t.mode == "lines" and t.lon[0] is not None]


def arrows(fig):
    return next(t for t in fig.data if t.type == "scattergeo" and t.marker.symbol == "arrow")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_a_wider_line_is_a_larger_leg_and_grows_the_way_the_goods_went(theme):
    fig = flow_map(LEGS, reference.places(), theme=theme, **SHARED).figure
    pieces = {True: [], False: []}
    for t in lines(fig):
        pieces[t.line.color == theme.series[0]].append(t)  # the leg by sea has 900 seizures, the one by air 4
    for large, small in zip(pieces[True], pieces[False], strict=True):
        assert large.line.width > small.line.width
    for own in pieces.values():
        assert [t.line.width for t in own] == sorted(t.line.width for t in own)
        assert [t.opacity for t in own] == sorted(t.opacity for t in own)
    first, last = pieces[True][0], pieces[True][-1]
    assert (first.lon[0], first.lat[0]) == (-74.0, 4.0) and (last.lon[-2], last.lat[-2]) == (-3.0, 40.0)
    assert all(t.line.dash is None for t in lines(fig))


def test_arrows_stand_on_their_line_and_point_where_the_goods_went():
    back = LEGS.select(
        pl.col("end").alias("start"),
        pl.col("start").alias("end"),
        pl.col("end_label").alias("start_label"),
        pl.col("start_label").alias("end_label"),
        "mode",
        "kind",
        "value",
        "third",
        pl.col("path").list.reverse(),
    )
    there, here = (arrows(flow_map(f, reference.places(), theme=LIGHT, **SHARED).figure) for f in (LEGS, back))
    angle = {codes[1]: a for codes, a in zip(there.customdata, there.marker.angle, strict=True)}
    assert angle["ESP"] < 90  # to the north-east
    assert 90 < angle["NZL"] < 180  # to the south-east
    turned = zip(there.marker.angle, here.marker.angle, strict=True)
    assert [round((a - b) % 360) for a, b in turned] == [pytest.approx(180, abs=15)] * 2
    assert there.marker.size[1] > there.marker.size[0] >= 8  # the largest is drawn last, none is too small to see
    assert "Colombia → Spain" in there.text[1] and "900 seizures" in there.text[1]


def test_the_legend_of_widths_holds_only_widths_that_occur_in_easy_figures():
    fig = flow_map(LEGS, reference.places(), theme=LIGHT, **SHARED).figure
    names = [t.name for t in fig.data if t.name]
    assert names == ["Sea", "Air, mail, courier", "4–19 seizures", "200–900 seizures"]
    alike = LEGS.with_columns(pl.lit(1.0).alias("value"))
    one = flow_map(alike, reference.places(), theme=LIGHT, **SHARED).figure
    assert [t.name for t in one.data if t.name][2:] == ["1 seizure"]


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=30))
def test_classes_of_width_are_easy_figures_that_hold_every_leg_once(values):
    legs = pl.DataFrame({"value": [float(v) for v in values]})
    limits = _limits(legs)
    assert len(limits) <= 3 and limits == sorted(set(limits))
    assert all(str(n)[0] in "125" and set(str(n)[1:]) <= {"0"} for n in limits)
    assert all(min(values) < n <= max(values) for n in limits)
    classes = legs.with_columns(_bin(limits).alias("class"))["class"].to_list()
    wider = [sum(v >= n for n in limits) for v in values]
    assert [c - (len(WIDTHS) - 1 - len(limits)) for c in classes] == wider
    assert min(wider) == 0 and max(wider) == len(limits)


def test_names_on_the_map_never_lie_on_one_another():
    near = [("BIH", "ESP"), ("HRV", "ESP"), ("AND", "COL"), ("SVN", "ESP"), ("BWA", "COL"), ("NZL", "FJI")]
    names = dict(reference.places().select("code", "name").iter_rows())
    rows = [
        LEGS.row(0, named=True) | {"start": a, "end": b, "start_label": names[a], "end_label": names[b]}
        for a, b in near
    ]
    fig = flow_map(pl.DataFrame(rows), reference.places(), theme=LIGHT, **SHARED).figure
    hubs = fig.data[-1]
    shown = {n: (x, y) for n, x, y in zip(hubs.text, hubs.lon, hubs.lat, strict=True) if n}
    assert 3 <= len(shown) <= 6 and "Spain" in shown and "Andorra" not in shown  # Spain is busier and stands there
    for (a, (x, y)), (b, (u, v)) in combinations(shown.items(), 2):
        assert abs(x - u) > (len(a) + len(b)) * 1.2 or abs(y - v) > 6, (a, b)


def test_what_nobody_travelled_is_dotted():
    fig = flow_map(LEGS, reference.places(), theme=LIGHT, dashed=True, **SHARED).figure
    assert {t.line.dash for t in lines(fig)} == {"dot"}


def test_a_line_by_way_of_countries_that_nobody_named_is_dashed_and_the_legend_says_so():
    legs = LEGS.with_columns(pl.Series("third", [True, False]))
    fig = flow_map(legs, reference.places(), theme=LIGHT, **SHARED).figure
    assert {t.line.color: t.line.dash for t in lines(fig)} == {LIGHT.series[0]: "dash", LIGHT.series[1]: None}
    assert THIRD in {t.name for t in fig.data}
    plain = flow_map(LEGS, reference.places(), theme=LIGHT, **SHARED).figure
    assert THIRD not in {t.name for t in plain.data}


def test_hubs_tell_both_directions_and_can_be_clicked():
    fig = flow_map(LEGS, reference.places(), theme=LIGHT, **SHARED).figure
    hubs = fig.data[-1]
    told = {next(filter(None, codes)): said for codes, said in zip(hubs.customdata, hubs.hovertext, strict=True)}
    assert "from here: 900 seizures" in told["COL"] and "to here: 0 seizures" in told["COL"]


def unseen(fig):
    return next(t for t in fig.data if t.type == "scattergeo" and t.marker.opacity == 0)


def test_a_leg_can_be_pointed_at_along_its_line_and_tells_its_own_codes_only():
    fig = flow_map(LEGS, reference.places(), theme=LIGHT, **SHARED).figure
    hits = unseen(fig)
    assert {tuple(c) for c in arrows(fig).customdata} == {("COL", "ESP", "maritime"), ("CHN", "NZL", "")}
    assert {tuple(c) for c in hits.customdata} <= {tuple(c) for c in arrows(fig).customdata}
    assert hits.selected.marker.opacity == hits.unselected.marker.opacity == 0  # a click does not bring them to light
    lines_of = {tuple(c): [] for c in hits.customdata}
    for codes, lon, said in zip(hits.customdata, hits.lon, hits.text, strict=True):
        lines_of[tuple(codes)].append((lon, said))
    for (start, _, _), held in lines_of.items():
        label = dict(zip(LEGS["start"], LEGS["start_label"], strict=True))[start]
        assert held and all(label in said for _, said in held)
    lons = [lon for lon, _ in lines_of[("COL", "ESP", "maritime")]]
    assert lons == sorted(lons) and lons[0] > -74 and lons[-1] < -3  # the ends belong to the dots of the places


def test_a_place_filters_by_where_seizures_were_made_there_else_by_its_other_end():
    both = pl.concat([LEGS, LEGS.with_columns(start=pl.lit("ESP"), end=pl.lit("FRA"), mode=pl.lit("road"))[:1]])
    told = [list(c) for c in flow_map(both, reference.places(), theme=LIGHT, **SHARED).figure.data[-1].customdata]
    assert ["COL", None, None] in told and [None, "ESP", None] in told and [None, "FRA", None] in told
    bound = [
        list(c)
        for c in flow_map(both, reference.places(), dashed=True, theme=LIGHT, **SHARED).figure.data[-1].customdata
    ]
    assert ["ESP", None, None] in bound and [None, "FRA", None] in bound  # seized in Spain, bound to France


@pytest.mark.parametrize("length", [0.0, 0.4, 30.0, 60.0, 170.0])
def test_no_part_of_a_line_is_far_from_a_mark_that_can_be_pointed_at(length):
    short = LEGS[:1].with_columns(pl.Series("path", [[[0.0, 10.0], [length, 10.0]]]))
    fig = flow_map(short, reference.places(), theme=LIGHT, **SHARED).figure
    marks = sorted([*unseen(fig).lon, *arrows(fig).lon])
    assert 2 <= len(marks) <= 17
    assert all(after - before < 45 for before, after in pairwise([0.0, *marks, length]))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_lines_of_routes_have_the_colours_of_modes_that_all_can_tell_apart(theme):
    fig = flow_map(
        pl.concat([LEGS.head(1).with_columns(kind=pl.lit(kind)) for kind in KINDS]),
        reference.places(),
        theme=theme,
        **SHARED,
    ).figure
    named = {t["name"]: t["line"]["color"] for t in fig.to_dict()["data"] if t.get("name") in KINDS.values()}
    assert named == dict(zip(KINDS.values(), theme.modes, strict=True))
