"""`make bench`: pages, ranking, search box, times to meet and cold start, each beside what it is to be compared with.

python -m bench                                        everything, within a quarter of an hour on two cores
python -m bench ranking --people 10000,1000000         some parts, some sizes
python -m bench ranking --without-rivals
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

from bench import coldness, machine, poll, questions, ranking, rounds, serve, slots
from bench.figures import heading

PARTS = ("ranking", "start", "slots", "questions", "pages", "polls")
MORE = ("rounds",)  # only when named
SIZES = [500, 10_000, 100_000, 1_000_000]
MOST_FOR_PAGES = 10_000  # people, for whole pages and for rounds
HEADINGS = {"pages": "Pages behind the real server", "polls": "Open pages that poll"}


def main() -> int:
    """Measure and print; 1 when an answer was wrong. A goal that is not met is printed and fails nothing."""
    given = _given()
    begun = time.monotonic()
    print(machine.describe(given.seed), flush=True)
    wrong = sum(_measure(part, given) for part in (*PARTS, *MORE) if part in given.parts)
    load = " ".join(f"{part:.2f}" for part in os.getloadavg())
    print(
        f"\n{(time.monotonic() - begun) / 60:.1f} minutes; load at the end {load}; {wrong} answers or checks wrong"
    )
    return 1 if wrong else 0


def _measure(part: str, given: argparse.Namespace) -> int:
    with_postgres = given.postgres or bool(os.environ.get("TEST_DATABASE_URL"))
    small = [size for size in given.people if size <= MOST_FOR_PAGES]
    measures: dict[str, Callable[[], int]] = {
        "ranking": lambda: ranking.measure(given.people, given.seed, not given.without_rivals),
        "start": lambda: coldness.measure(given.people, given.seed, with_postgres),
        "slots": lambda: slots.measure(given.seed),
        "questions": lambda: questions.measure(given.seed),
        "pages": lambda: serve.measure(small or SIZES[:1], given),
        "polls": lambda: poll.measure(seed=given.seed),
        "rounds": lambda: rounds.measure(small, given.seed),
    }
    if part in HEADINGS:
        heading(HEADINGS[part])
    return measures[part]()


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", help=f"of {', '.join((*PARTS, *MORE))}; all but the last when none is named"
    )
    parser.add_argument("--people", type=_sizes, default=SIZES, help="sizes, with commas between them")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--without-rivals", action="store_true", help="ours alone")
    parser.add_argument("--postgres", action="store_true", help="also on the server of TEST_DATABASE_URL")
    parser.add_argument("--rounds", type=int, default=3, help="of pages")
    parser.add_argument("--seconds", type=float, default=2.0, help="a page and round")
    parser.add_argument("--connections", type=int, default=4, help="to ask for pages over")
    given = parser.parse_args()
    unknown = set(given.parts) - {*PARTS, *MORE}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    given.parts = given.parts or list(PARTS)
    return given


def _sizes(text: str) -> list[int]:
    return sorted(int(part) for part in text.replace("_", "").split(",") if part)


if __name__ == "__main__":
    raise SystemExit(main())
