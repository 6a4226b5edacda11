"""Lanes by year: a plan of five to ten years that each member draws apart, and goes on changing once it is revealed."""

from __future__ import annotations

from typing import Any

from peerportal.activities.kind import BOX, FREE, LINE, NUMBER, Blank, Deed, Refused
from peerportal.activities.mechanics import apart, lists
from peerportal.activities.mechanics.lists import WHICH, Entries, Entry
from peerportal.activities.play import Play
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken

FEWEST, MOST_YEARS, MOST = 5, 10, 40
HOW_LONG = Blank("years", NUMBER, required=True, least=FEWEST, most=MOST_YEARS)
YEAR = Blank("year", NUMBER, required=True)
WORDS = Blank("words", LINE, 200, required=True)


def plan_of(words: dict[str, Any] | None, this_year: int) -> dict[str, Any]:
    """A plan as it is kept: the year it begins `from`, how many `years` it has, and its `aims`."""
    return {"from": this_year, "years": FEWEST, "aims": []} | (words or {})


def span(plan: dict[str, Any]) -> range:
    """The years of a plan."""
    return range(plan["from"], plan["from"] + plan["years"])


def this_year(play: Play) -> int:
    """The present year where whoever acts is."""
    return play.today.year


def mine_of(play: Play) -> dict[str, Any]:
    """The plan of whoever acts, to be changed in place: until they are ready, and again once it is revealed."""
    apart.check_unready(play)
    if not play.session.is_open:
        raise RuleBroken("This is finished. Go on with it to change your plan.")
    if play.acting.id != play.opened.reader.id and not play.mine.is_shown:
        # What another one has written so far is not for the reader's eyes, so nothing can be added to it here.
        name = play.acting.first_name
        raise RuleBroken(f"{name} does this on a device of their own, until the plans are revealed.")
    plan = plan_of(play.mine.words, this_year(play))
    apart.write(play, plan)
    return plan


def aims_of(play: Play) -> Entries:
    """The entries of whoever acts, to be changed in place."""
    aims: Entries = mine_of(play)["aims"]
    return aims


def check_year(play: Play, values: dict[str, Any]) -> None:
    """Refuse a year that the plan does not have."""
    years = span(mine_of(play))
    if "year" in values and values["year"] not in years:
        raise Refused("year", f"Please choose a year from {years[0]} to {years[-1]}.")


def _still_fits(play: Play, aim: Entry) -> None:
    years = span(mine_of(play))
    if aim["year"] not in years:
        raise RuleBroken(f"Your plan ends in {years[-1]} now. Make it longer to put this back.")


def choose_years(play: Play, values: dict[str, Any]) -> str:
    """How far one looks ahead; never so short that something falls out."""
    plan = mine_of(play)
    last = max((aim["year"] for aim in lists.there(plan["aims"])), default=0)
    if last >= plan["from"] + values["years"]:
        raise Refused("years", f"Something stands in {last}. Move it to an earlier year first.")
    plan["years"] = values["years"]
    return f"Your plan goes from {plan['from']} to {span(plan)[-1]}."


def reach(play: Play, year: int) -> None:
    """Make the plan of whoever acts long enough for a year that it could have."""
    plan = mine_of(play)
    most = range(plan["from"], plan["from"] + MOST_YEARS)
    if year not in most:
        raise Refused("year", f"Please choose a year from {most[0]} to {most[-1]}.")
    plan["years"] = max(plan["years"], year - plan["from"] + 1)


def to_year(play: Play, values: dict[str, Any]) -> str:
    """Move one to another year."""
    years, aim = span(mine_of(play)), lists.still_there(aims_of(play), values["entry"])
    if values["year"] not in years:
        raise RuleBroken(f"Your plan goes from {years[0]} to {years[-1]}.")
    aim["year"] = values["year"]
    return f"Moved to {aim['year']}."


def ready(play: Play, values: dict[str, Any]) -> str:
    """Say that the plan may be shown."""
    if not lists.there(aims_of(play)):
        raise RuleBroken("Put at least one thing on your plan first.")
    return apart.be_ready(play)


def write_whole(play: Play, values: dict[str, Any]) -> str:
    """On one laptop: write a whole plan in one go, a line for each entry that begins with its year, and be ready."""
    apart.check_unready(play)
    if play.mine.is_shown:
        raise RuleBroken("This plan is revealed. Change its entries one by one.")
    plan = plan_of(None, this_year(play)) | {"years": values["years"]}
    lines = [line.strip() for line in values["lines"].splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refused("lines", f"Please keep it to {MOST} lines.")
    plan["aims"] = [_from_line(play, line, span(plan)) for line in lines]
    apart.write(play, plan)
    return apart.be_ready(play)


def _from_line(play: Play, line: str, years: range) -> Entry:
    year, _, words = line.partition(" ")
    year = year.rstrip(":,.-")
    if not (year.isascii() and year.isdigit() and int(year[:9]) in years and words.strip()):
        raise Refused(
            "lines", f"Please begin each line with a year from {years[0]} to {years[-1]}: “{line[:40]}”"
        )
    return {
        "ref": new_ref(),
        "by": play.acting.id,
        "version": 1,
        "words": words.strip()[:200],
        "year": int(year),
    }


def deeds() -> tuple[Deed, ...]:
    """All that is done with a plan, beside revealing it."""
    return (
        Deed("span", choose_years, (HOW_LONG,), FREE, late=True),
        *lists.deeds("aim", (WORDS,), aims_of, first=(YEAR,), moves=False, late=True,
                     most=MOST, check=check_year, may=_still_fits),
        Deed("to-year", to_year, (WHICH, YEAR), FREE, late=True),
        Deed("whole", write_whole, (HOW_LONG, Blank("lines", BOX, 6000, required=True)), FREE, late=True),
        Deed("ready", ready, guard=FREE, late=True),
    )  # fmt: skip
