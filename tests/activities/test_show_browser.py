"""Show and tell in real browsers: two tell in turn, and a picture is brought without a script."""

import pytest

from tests.activities.brought import noise, picture, with_place
from tests.looking import look


@pytest.mark.browser
def test_two_bring_something_and_tell_it_in_turn(page_of, pair, priya, omar, tmp_path):
    photo = tmp_path / "ticket.jpg"
    photo.write_bytes(with_place((1200, 900)))
    huge = tmp_path / "huge.jpg"
    huge.write_bytes(noise(2150))
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities/kinds/show")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    look(mine, "show-bring-empty")
    mine.fill("#bring-title", "A ticket")
    mine.fill("#bring-story", "I bought it at four in the morning.")
    mine.get_by_role("button", name="Keep it").click()
    theirs.wait_for_selector(".seats:has-text('Priya: ready')")
    mine.set_input_files("#bring-picture", huge)
    assert "at most 5 MB" in mine.eval_on_selector("#bring-picture", "field => field.validationMessage")
    mine.set_input_files("#bring-picture", photo)
    mine.fill("#bring-alt", "A torn ticket, green")
    mine.get_by_role("button", name="Add the picture").press("Enter")
    mine.wait_for_selector(".brought img")
    assert mine.eval_on_selector(".brought img", "img => img.decode().then(() => img.naturalWidth)") == 900
    look(mine, "show-bring-mine")
    assert "A ticket" not in theirs.content() and "torn" not in theirs.content()
    theirs.fill("#bring-title", "فنجان جدتي")
    theirs.get_by_role("button", name="Keep it").click()
    theirs.wait_for_selector("text=Add the picture")
    mine.click("#move-go_on")
    theirs.wait_for_selector("text=Priya tells")
    look(theirs, "show-tell-covered")
    look(mine, "show-tell-mine")
    mine.get_by_role("button", name="Show it to everybody").click()
    theirs.wait_for_selector(".brought img")
    assert theirs.eval_on_selector(".brought img", "img => img.decode().then(() => img.naturalWidth)") == 900
    look(theirs, "show-tell-shown")
    mine.get_by_role("button", name="I have told it").click()
    theirs.get_by_role("button", name="Show it to everybody").click()
    theirs.get_by_role("button", name="I have told it").click()
    mine.click("#move-go_on")
    mine.wait_for_selector("#step-talk")
    look(mine, "show-talk")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    look(theirs, "show-finished")
    mine.reload()
    mine.click("#bring-away-head")
    mine.get_by_role("button", name="Take all of it away").click()
    mine.wait_for_selector("text=What you told was taken away")
    theirs.reload()
    assert "A ticket" not in theirs.inner_text("#table") and not theirs.locator(".brought img").count()


@pytest.mark.browser
def test_a_picture_is_brought_without_a_script(page_of, begin, pair, priya, tmp_path):
    photo = tmp_path / "ticket.png"
    photo.write_bytes(picture(kind="PNG"))
    table = begin(pair, priya, "show")
    page = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.fill("#bring-title", "A ticket")
    page.get_by_role("button", name="Keep it").click()
    page.set_input_files("#bring-picture", photo)
    page.fill("#bring-alt", "A torn ticket")
    page.get_by_role("button", name="Add the picture").click()
    assert page.get_by_alt_text("A torn ticket").count() == 1
