"""Pictures brought to show and tell: what is kept of a file, and which are refused."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from peerportal.activities import pictures
from peerportal.activities.models import ActivityPicture
from peerportal.core import vault
from tests.activities import shows
from tests.activities.brought import SECRET_PLACE, bomb, noise, offered, picture, send, with_place
from tests.activities.shows import SECRET, only

table = shows.table  # a fixture


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
