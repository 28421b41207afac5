"""What a fresh process takes: `python -m tools.bench.probe …` opens a store, asks, and prints one line of JSON.

Own memory is what the process does not share: its resident size without mapped files.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from data_access.gateway import Gateway
from data_access.settings import ROOT, Settings
from tools.bench import compare, questions
from tools.bench.catalogue import catalogue
from tools.bench.measure import peak_mb, status_mb, timed


@dataclass(frozen=True, kw_only=True)
class Probed:
    """Seconds until the store was open, the largest resident size, and own and mapped memory (MB), then and after the
    questions (0 where none were asked).
    """

    open_s: float
    peak_mb: float
    own_mb: float
    mapped_mb: float
    own_after_mb: float = 0.0
    mapped_after_mb: float = 0.0


def config(url: str, cubes: Path) -> Settings:
    """Settings of a store whose cubes are kept in a folder of the benchmark."""
    return Settings(database_url=url, demo_url=url, cache_dir=cubes, uploads=False)


def probe(url: str, cubes: Path, kind: str = "", seed: int = 0) -> Probed:
    """Run in a process of its own; with a kind and a seed the questions of the pages are asked, too."""
    command = [sys.executable, "-m", "tools.bench.probe", url, str(cubes), kind, str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Probed(**json.loads(done.stdout.splitlines()[-1]))


def main(url: str, cubes: str, kind: str, seed: str) -> None:
    """Open, perhaps ask, print."""
    seconds, gateway = timed(lambda: Gateway.open(config(url, Path(cubes))))
    found = {"open_s": seconds, "peak_mb": peak_mb(), "own_mb": status_mb("RssAnon"), "mapped_mb": status_mb("RssFile")}
    if kind:
        ask = compare.product(gateway)
        for several in questions.pages(catalogue(kind, int(seed)), cold=5).values():
            for asked in several:
                ask(asked)
        found |= {"own_after_mb": status_mb("RssAnon"), "mapped_after_mb": status_mb("RssFile")}
    print(json.dumps(asdict(Probed(**found))))


if __name__ == "__main__":
    main(*sys.argv[1:])
