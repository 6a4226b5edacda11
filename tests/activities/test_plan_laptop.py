"""Plans on one shared laptop: each writes a whole one unseen, line by line."""

import pytest

from peerportal.activities import playing
from peerportal.core.rules import RuleBroken
from tests.activities import plans
from tests.activities.plans import aims
from tests.looking import look

table, now = plans.table, plans.now  # fixtures


@pytest.fixture
def laptop(table, priya):
    """Both sit at Priya's laptop."""
    playing.share_laptop(table.group, table.session, priya, True)
    return table


def test_on_one_laptop_each_writes_a_whole_plan_unseen(laptop, now, priya, omar, browser_of):
    lines = f"{now} Zirkuszebra\n\n{now + 4}: Retire to the sea"
    laptop.does(priya, "whole", member=omar.ref, years=5, lines=lines)
    assert "Zirkuszebra" not in browser_of(priya).get(laptop.at()).get_text(" ")
    laptop.does(priya, "whole", years=6, lines=f"{now + 5} Lead a team")
    assert [len(plan["aims"]) for plan in laptop.facts(priya)["plans"]] == [1, 2]
    sea = laptop.facts(priya)["plans"][1]["aims"][1]
    assert (sea["words"], sea["year"]) == ("Retire to the sea", now + 4)
    laptop.does(priya, "to-year", member=omar.ref, entry=sea["ref"], year=now)
    assert {aim["year"] for aim in laptop.facts(omar)["plans"][1]["aims"]} == {now}


@pytest.mark.parametrize("line", ["Lead a team", "12026 Lead a team", "2027", "", "-1 Lead a team"])
def test_on_one_laptop_a_line_without_its_year_is_refused_with_everything_kept(
    laptop, priya, browser_of, line
):
    browser = browser_of(priya)
    lines = f"2027 Sail\n{line}" if line else ""
    member = {"member": priya.ref}
    answer = browser.submit(browser.get(laptop.at()), "#draw-whole", status=422, lines=lines, **member)
    assert answer.select_one("#draw-lines-error").get_text().strip()
    assert "".join(answer.select_one("#draw-lines").get_text().split()) == "".join(lines.split())
    assert not laptop.facts(priya)["i_am_ready"]


def test_on_one_laptop_nothing_is_added_to_what_another_one_hides(laptop, now, priya, omar):
    laptop.does(omar, "add-aim", words="On my own phone", year=now)
    with pytest.raises(RuleBroken, match="device of their own"):
        laptop.does(priya, "add-aim", member=omar.ref, words="Others", year=now)
    with pytest.raises(RuleBroken, match="goes on there"):
        laptop.does(priya, "whole", member=omar.ref, years=5, lines=f"{now} Others")
    playing.share_laptop(laptop.group, laptop.session, priya, False)
    assert list(aims(laptop, omar)) == ["On my own phone"]


@pytest.mark.browser
def test_two_draw_their_plans_on_one_laptop_and_print_them(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "plan")
    now = table.facts(priya)["plan"]["years"][0]
    playing.share_laptop(table.group, table.session, priya, True)
    page = page_of(priya)
    page.goto(table.at())
    page.get_by_label("Omar").check()
    page.fill("#draw-lines", "Open a workshop")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector("text=Please begin each line")
    look(page, "plan-laptop-refused")
    assert page.get_by_label("Omar").is_checked()
    page.fill("#draw-lines", f"{now + 1} Open a workshop")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector(".seats:has-text('Omar: ready')")
    assert "Open a workshop" not in page.content()
    page.fill("#draw-lines", f"{now + 2} Lead a team")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector("svg >> text=Open a workshop")
    look(page, "plan-laptop")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("#step-gap")
    assert not page.locator("#step-gap table").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator("#step-gap table").first.is_visible()
    assert not page.get_by_role("button").first.is_visible()
