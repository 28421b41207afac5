"""Where a point of the map stands on the screen: the natural earth projection, as the map itself draws it.

Arrows need the angle of a line on the screen: plotly.js does not turn the marks of a map along their line by itself.
Polynomial of B. Šavrič, B. Jenny, T. Patterson et al., 'A polynomial equation for the Natural Earth projection',
Cartography and Geographic Information Science 38 (2011) 363–372.
"""

from itertools import pairwise
from math import atan2, degrees, radians


def on_screen(lon: float, lat: float, centre: float = 0.0) -> tuple[float, float]:
    """Right and up, in radii of the globe, of a point in degrees on a map around the meridian `centre`."""
    east, north = radians((lon - centre + 540) % 360 - 180), radians(lat)
    two = north * north
    four = two * two
    across = 0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))
    up = 1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four))
    return east * across, north * up


def heading(start: tuple[float, float], end: tuple[float, float], centre: float = 0.0) -> float:
    """Degrees clockwise from up in which a line from start to end (longitude, latitude) runs on the screen."""
    (x0, y0), (x1, y1) = on_screen(*start, centre), on_screen(*end, centre)
    return degrees(atan2(x1 - x0, y1 - y0)) % 360


def resampled(line: list[list[float]], points: int) -> list[tuple[float, float]]:
    """The line with so many points at equal steps (degrees), both ends kept; it may cross the date line."""
    steps = [((b[0] - a[0] + 540) % 360 - 180, b[1] - a[1]) for a, b in pairwise(line)]
    lengths = [(dx * dx + dy * dy) ** 0.5 for dx, dy in steps]
    whole, found, at, done = sum(lengths), [], 0, 0.0
    for i in range(points):
        goal = whole * i / (points - 1)
        while at < len(steps) - 1 and done + lengths[at] < goal:
            done += lengths[at]
            at += 1
        part = min((goal - done) / lengths[at], 1.0) if lengths[at] else 0.0
        lon, lat = line[at][0] + steps[at][0] * part, line[at][1] + steps[at][1] * part
        found.append(((lon + 540) % 360 - 180, lat))
    return found
