"""`python -m tests.load HOST:PORT`: a hundred viewers of an app that runs, and how long each of their runs takes."""

import argparse
import asyncio

from tests.load.viewers import crowd, quantile

PATHS = ["world", "country?profile=ESP", "routes", "maps"]
QUERIES = [f"start={year}-{month:02d}" for year in range(2011, 2016) for month in (1, 4, 7, 10)]


def main() -> None:
    """Open the viewers, and print one line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("address", help="host and port")
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=20.0, help="seconds between two runs of a viewer, on average")
    given = parser.parse_args()
    asked = {"viewers": given.viewers, "seconds": given.seconds, "think": given.think, "queries": QUERIES}
    found = asyncio.run(crowd(given.address, PATHS, **asked))
    shown = ", ".join(f"p{percent} {quantile(found.again, percent) * 1000:.0f} ms" for percent in (50, 95, 99))
    print(f"{len(found.again)} runs: {shown}; {sum(found.received) / max(len(found.again), 1) / 1000:.0f} kB a run")
    for error in sorted(set(found.errors)):
        print(f"error, {found.errors.count(error)} times: {error}")


if __name__ == "__main__":
    main()
