"""Show and tell: a picture or just words, hidden until their turn comes, told one by one, gone at once when wanted."""

import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from peerportal import data_map
from peerportal.activities import pictures, playing
from peerportal.activities.models import ActivityPicture
from peerportal.core import vault
from peerportal.core.rules import RuleBroken
from peerportal.groups.endings import retention
from peerportal.groups.models import Group
from tests.activities.brought import SECRET_PLACE, bomb, noise, offered, picture, send, with_place
from tests.looking import look

SECRET = "Zirkuszebra"


@pytest.fixture
def table(begin, pair, priya, omar):
    """Priya brought a ticket with a picture of it, Omar a cup in words; nobody has told yet."""
    table = begin(pair, priya, "show")
    table.does(priya, "bring", title="A ticket", story=SECRET, why="My first trip alone")
    table.does(priya, "add-picture", picture=pictures.drawn(with_place()), alt="A torn ticket, green")
    table.does(omar, "bring", title="فنجان جدتي")
    return table


@pytest.fixture
def told(table, priya):
    """Priya has shown hers."""
    table.goes_on(priya)
    table.does(priya, "show")
    return table


def only():
    return ActivityPicture.get()


def address(table, row=None):
    return table.at("pictures", (row or only()).ref)


def answers(browser_of, people, where):
    return [browser_of(person).open("GET", where).status_code for person in people]


# Who sees what


def test_nobody_sees_what_was_brought_before_it_is_told(table, priya, omar, browser_of):
    for step in ("bring", "tell"):
        if step == "tell":
            table.goes_on(omar)
        page = browser_of(omar).get(table.at()).get_text(" ")
        assert SECRET not in page and "A ticket" not in page and "torn" not in page
        assert answers(browser_of, [omar, priya], address(table)) == [404, 200]
    assert pictures.of(table.sees(omar), "bring") == {}


def test_what_is_shown_is_seen_by_all_and_the_rest_stays_hidden(told, priya, omar, browser_of):
    page = browser_of(omar).get(told.at())
    shown = page.select_one(".brought img")
    assert SECRET in page.get_text(" ") and shown["alt"] == "A torn ticket, green"
    answer = browser_of(omar).open("GET", shown["src"])
    assert answer.status_code == 200 and answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "فنجان" not in browser_of(priya).get(told.at()).get_text(" ")


def test_a_picture_is_there_for_the_members_alone(told, lin, carmen, browser_of, begin, pair, priya):
    assert answers(browser_of, [lin, carmen], address(told)) == [404, 404]
    assert browser_of().open("GET", address(told)).status_code in (302, 303)
    elsewhere = begin(pair, priya, "show")
    assert browser_of(priya).open("GET", elsewhere.at("pictures", only().ref)).status_code == 404


def test_only_whoever_has_the_turn_shows(table, priya, omar):
    table.goes_on(priya)
    with pytest.raises(RuleBroken, match="Priya’s turn"):
        table.does(omar, "show")
    with pytest.raises(RuleBroken, match="Show what you brought first"):
        table.does(priya, "pass-on")
    table.does(priya, "show")
    table.does(priya, "pass-on")
    table.does(omar, "show")
    assert [words["title"] for _, words, _ in table.facts(priya)["told"]] == ["A ticket", "فنجان جدتي"]


def test_what_was_let_pass_stays_covered(table, priya, omar, browser_of):
    table.goes_on(priya)
    table.does(priya, "pass")
    table.does(omar, "show")
    table.does(omar, "pass-on")
    table.goes_on(omar)
    table.goes_on(omar)
    assert table.session.state == "finished"
    assert SECRET not in browser_of(omar).get(table.at()).get_text(" ")
    assert answers(browser_of, [omar], address(table)) == [404]


def test_something_can_be_told_without_having_brought_it_here(begin, circle, priya, omar, lin):
    table = begin(circle, priya, "show")
    table.does(lin, "bring", title="A key")
    table.goes_on(priya)
    with pytest.raises(RuleBroken, match="nothing to show"):
        table.does(priya, "show")
    table.does(priya, "pass-on")
    table.does(omar, "bring", step="bring", title="Late, but here")
    table.does(omar, "show")
    assert table.facts(lin)["told"][0][1]["title"] == "Late, but here"


def test_what_was_told_stays_as_it_is(told, priya):
    for deed, blanks in (
        ("bring", {"title": "Something else"}),
        ("add-picture", {"picture": pictures.drawn(picture()), "alt": "Other"}),
    ):
        with pytest.raises(RuleBroken, match="stays as it is"):
            told.does(priya, deed, step="bring", **blanks)


def test_on_one_laptop_nothing_shows_before_it_is_told(begin, pair, priya, omar, browser_of):
    table, browser = begin(pair, priya, "show"), browser_of(priya)
    playing.share_laptop(pair, table.session, priya, True)
    browser.submit(browser.get(table.at()), "#bring-bring", title="A ticket", story=SECRET, member=priya.ref)
    page = browser.submit(browser.get(table.at()), "#bring-bring", title="A cup", member=omar.ref)
    words = {"member": priya.ref, "alt": "A torn ticket"}
    answer = send(browser, table.at("bring", "add-picture", "with-picture"), picture(), **words)
    assert answer.status_code == 303 and only().person_id == priya.id
    page = browser.get(table.at())
    assert SECRET not in page.get_text(" ") and not page.select("img")
    table.goes_on(priya)
    for title in ("A ticket", "A cup"):
        table.does(priya, "show")
        assert table.facts(omar)["told"][-1][1]["title"] == title
        table.does(priya, "pass-on")


def test_on_one_laptop_nobody_takes_away_what_somebody_brought_on_their_own(table, priya, omar):
    playing.share_laptop(table.group, table.session, omar, True)
    for deed in ("take-away", "no-picture"):
        with pytest.raises(RuleBroken, match="goes on there"):
            table.does(omar, deed, member=priya.ref)
    assert only()


# Gone at once


def test_all_of_it_can_be_taken_away_at_any_time(told, priya, omar, browser_of):
    where = address(told)
    told.does(priya, "take-away", step="bring")
    assert not ActivityPicture.select().exists()
    assert SECRET not in browser_of(omar).get(told.at()).get_text(" ")
    assert answers(browser_of, [priya, omar], where) == [404, 404]


def test_the_picture_alone_can_be_taken_away(told, priya, omar, browser_of):
    told.does(priya, "no-picture", step="bring")
    page = browser_of(omar).get(told.at())
    assert SECRET in page.get_text(" ") and not page.select(".brought img")
    assert told.does(priya, "no-picture", step="bring") == "There is no picture."


def test_it_can_be_taken_away_when_the_session_was_stopped_or_the_group_is_closed(told, priya, browser_of):
    playing.stop(told.group, told.session, priya)
    told.does(priya, "no-picture", step="bring")
    assert not ActivityPicture.select().exists()
    Group.get_by_id(told.group.id).close(priya)
    told.group = Group.get_by_id(told.group.id)
    browser = browser_of(priya)
    page = browser.get(told.at())
    browser.post(page.select_one(f"#take-away-{priya.ref}").find_parent("form")["action"], {})
    assert SECRET not in browser.get(told.at()).get_text(" ")
    assert not told.facts(priya, "tell")["told"]


def test_a_picture_goes_with_its_session(told, priya):
    playing.stop(told.group, told.session, priya)
    playing.remove(told.group, told.session, priya)
    assert not ActivityPicture.select().exists()


def test_a_picture_goes_with_its_group(told, priya, still):
    told.group.close(priya)
    still.move(timedelta(days=91))
    retention.warn_due()
    still.move(retention.WARNED_BEFORE)
    assert retention.retire_due() == 1
    assert not ActivityPicture.select().exists()


def test_a_picture_goes_with_its_person(told, priya):
    # Erasing a person deletes the rows that are theirs by the data map, and so would deleting the person.
    table = data_map.TABLES["activity_picture"]
    assert table.owner == ("person_id",) and table.rules()["content"].erased == "key"
    assert ActivityPicture._meta.fields["person"].on_delete == "CASCADE"
    assert ActivityPicture.select().where(ActivityPicture.person == priya).count() == 1


def test_another_picture_takes_the_place_of_the_first(table, priya):
    first = only().ref
    table.does(priya, "add-picture", picture=pictures.drawn(picture()), alt="Another one")
    assert ActivityPicture.select().count() == 1 and only().ref != first


# What is kept of a file


def test_where_it_was_taken_is_not_kept_and_it_stands_upright(table, priya):
    assert SECRET_PLACE in with_place()
    row = only()
    content = pictures.content(table.group, row, priya)
    drawn = Image.open(io.BytesIO(content))
    assert drawn.format == "WEBP" and drawn.size == (row.width, row.height) == (300, 400)
    assert not drawn.getexif() and SECRET_PLACE not in content and "exif" not in drawn.info


def test_nobody_reads_it_in_the_database(table, lin):
    row = only()
    assert b"WEBP" not in bytes(row.content) and b"torn" not in bytes(row.alt)
    with pytest.raises(vault.NotAReader):
        pictures.content(table.group, row, lin)


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 1000), (1600, 400)), ((300, 3200), (150, 1600)), ((40, 30), (40, 30))]
)
def test_a_large_picture_is_made_small_and_a_small_one_stays(size, kept):
    drawn = pictures.drawn(picture(size))
    assert (drawn.width, drawn.height) == kept


def test_a_large_photo_of_a_telephone_is_taken():
    drawn = pictures.drawn(picture((8000, 6000)))
    assert (drawn.width, drawn.height) == (1600, 1200)


def test_what_shines_through_lies_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(pictures.drawn(out.getvalue()).content)).getpixel((5, 5)) == (255, 255, 255)


REFUSED = {
    "nothing": (lambda: b"", "choose a picture"),
    "no picture": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "does not seem to be a picture"),
    "a GIF": (lambda: picture(kind="GIF"), "does not seem to be a picture"),
    "cut off": (lambda: picture()[:300], "does not seem to be a picture"),
    "noise": (lambda: b"\xff\xd8\xff" * 99, "does not seem to be a picture"),
    "60,000 wide": (lambda: picture((60_000, 10)), "too many pixels"),
    "a bomb": (bomb, "too many pixels"),
    "too many bytes": (lambda: noise(2150), "at most 5 MB"),
    "30 MB": (lambda: b"\xff\xd8" + bytes(30_000_000), "at most 5 MB"),
}


@pytest.mark.parametrize("fragment", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_picture_is_refused_beside_its_field_and_the_words_stay(
    begin, pair, priya, browser_of, case, fragment
):
    make, said = REFUSED[case]
    table, browser = begin(pair, priya, "show"), browser_of(priya)
    table.does(priya, "bring", title="A ticket", story=SECRET)
    moved, data = table.session.moved, make()
    name = "me.jpg" if data else ""
    words = {"alt": "What I would say of it"}
    answer = send(browser, table.at("bring", "add-picture", "with-picture"), data, name, fragment, **words)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.status_code == 422
    assert said in page.select_one("#bring-picture-error").get_text()
    assert page.select_one("#bring-alt")["value"] == "What I would say of it"
    assert SECRET in page.get_text(" ")
    assert table.session.moved == moved and not ActivityPicture.select().exists()


@pytest.mark.parametrize("who", ["member", "stranger", "nobody"])
def test_what_is_larger_still_is_not_even_read(table, priya, lin, browser_of, who):
    people = {"member": (priya, 50_000_000, 413), "stranger": (lin, 30_000_000, 404)}
    by, size, status = people.get(who, (None, 30_000_000, 413))
    before, moved = only().ref, table.session.moved
    where = table.at("bring", "add-picture", "with-picture")
    answer = offered(browser_of(by) if by else browser_of(), where, size)
    assert (answer.status_code, answer.request.input_stream.tell()) == (status, 0)
    assert only().ref == before and table.session.moved == moved


def test_a_step_without_a_picture_reads_no_large_body(table, priya, browser_of):
    for where in (table.at("bring", "bring", "with-picture"), table.at("bring", "bring")):
        answer = offered(browser_of(priya), where, 30_000_000)
        assert answer.status_code in (404, 413) and answer.request.input_stream.tell() == 0


def test_a_picture_without_words_for_it_is_refused(table, omar, browser_of):
    answer = send(browser_of(omar), table.at("bring", "add-picture", "with-picture"), picture(), alt="")
    assert answer.status_code == 422
    assert "bring-alt-error" in answer.get_data(as_text=True)


def test_a_picture_comes_by_its_own_address_alone(table, omar, browser_of):
    assert send(browser_of(omar), table.at("bring", "add-picture"), picture(), alt="x").status_code == 404
    assert send(browser_of(omar), table.at("bring", "bring", "with-picture"), picture()).status_code == 404


def test_a_stranger_brings_nothing(table, lin, browser_of):
    answer = send(browser_of(lin), table.at("bring", "add-picture", "with-picture"), picture(), alt="Mine")
    assert answer.status_code == 404 and ActivityPicture.select().count() == 1


# In browsers


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
