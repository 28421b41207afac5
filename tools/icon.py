"""Draws static/icon.png, the browser tab's picture (an icon of Streamlit's would be fetched from outside)."""

from pathlib import Path

from PIL import Image, ImageDraw

from charts.theme import LIGHT

SIZE = 128


def main() -> None:
    """A globe of meridians in the accent colour."""
    image = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, 122, 122), fill=LIGHT.accent)
    for inset in (6, 34):
        draw.ellipse((inset, 6, SIZE - inset, 122), outline=LIGHT.paper, width=5)
    for y in (42, 86):
        draw.line((16, y, 112, y), fill=LIGHT.paper, width=5)
    image.save(Path(__file__).resolve().parent.parent / "static" / "icon.png")


if __name__ == "__main__":
    main()
