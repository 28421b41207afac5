"""Put the plotly.js of the installed Plotly package where the browser can fetch it (picture downloads)."""

import shutil
from pathlib import Path

import plotly

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Copy package_data/plotly.min.js to static/vendor/."""
    target = ROOT / "static" / "vendor" / "plotly.min.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", target)


if __name__ == "__main__":
    main()
