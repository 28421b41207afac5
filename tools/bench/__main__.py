"""`python -m tools.bench`: the whole benchmark, or a part of it (`--only questions --rows 1000000`)."""

import argparse

from tools.bench import real_file, sizes
from tools.bench.catalogue import KINDS
from tools.bench.questions import COLD, RANDOM

PARTS = ("import", "pages", "questions", "flat")
USUAL = ("import", "pages", "questions")
PAGES_AT = 10_000_000
"""Records of the generated store whose pages are measured, unless others are asked for."""


def main(arguments: list[str] | None = None) -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be given again")
    parser.add_argument("--rows", action="append", type=int, help="records of a generated store; may be given again")
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0])
    parser.add_argument("--cold", type=int, default=COLD, help="selections of each question")
    parser.add_argument("--random", type=int, default=RANDOM, help="random questions with typical filters")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL beside the other yardsticks")
    parser.add_argument("--no-check", action="store_true", help="random questions are not compared with a yardstick")
    given = parser.parse_args(arguments)
    parts = given.only or USUAL
    options = sizes.Options(
        kind=given.kind,
        cold=given.cold,
        random=given.random,
        server=given.postgres,
        check=not given.no_check,
    )
    if "import" in parts or "pages" in parts:
        real_file.run(with_pages=max(given.rows or [PAGES_AT]) if "pages" in parts else 0)
    if "questions" in parts:
        sizes.run(given.rows or [1_000_000, 10_000_000], options)
    if "flat" in parts:
        for rows in given.rows or [100_000_000]:
            sizes.large(rows, options)


if __name__ == "__main__":
    main()
