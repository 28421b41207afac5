"""Copy the plotly.js of the installed plotly package to ``static/vendor`` (``python -m tools.vendor``)."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "static" / "vendor" / "plotly.min.js"


def plotly_bundle() -> Path:
    """Find plotly.min.js of the installed package without importing it."""
    spec = importlib.util.find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package plotly is not installed")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


def vendor(source: Path, target: Path) -> bool:
    """Copy ``source`` to ``target`` if the contents differ; atomic.  True if something was written."""
    content = source.read_bytes()
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)
    return True


def main() -> int:
    """Copy the file and say what happened."""
    changed = vendor(plotly_bundle(), TARGET)
    sys.stdout.write(f"{'wrote' if changed else 'up to date'}: {TARGET.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
