"""Photos: drawn anew, small, without where and when they were taken; seen by whom they are meant for."""

import io

import pytest
from PIL import Image

from peerportal.core import files
from peerportal.core.rules import RuleBroken
from peerportal.matching import index
from peerportal.matching.requests import answers, sending
from peerportal.people.models import Block, Person, Profile
from peerportal.people.profile.photo import redraw


def picture(size=(400, 300), kind="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x9286] = "secret place"
    exif[0x0112] = 6
    return picture(exif=exif)


def send(browser, data, name="me.jpg"):
    """Post the file; the body is put together here, since the client's own would lie in a file left open."""
    line = b"--edge\r\nContent-Disposition: form-data; name="
    body = line + b'"csrf_token"\r\n\r\n' + browser.csrf_token().encode() + b"\r\n"
    body += line + f'"photo"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n--edge--\r\n"
    return browser.client.post("/profile/photo", data=body, content_type="multipart/form-data; boundary=edge")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_square_without_its_data(kind):
    drawn = Image.open(io.BytesIO(redraw(picture(kind=kind))))
    assert (drawn.format, drawn.size) == ("WEBP", (256, 256))


def test_where_it_was_taken_is_not_kept():
    drawn = redraw(with_place())
    assert b"secret place" not in drawn and not Image.open(io.BytesIO(drawn)).getexif()


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a....", picture()[:200], b"\xff\xd8\xff" * 50],
    ids=["nothing", "svg", "gif", "cut off", "noise"],
)
def test_what_is_no_photo_is_refused(data):
    with pytest.raises(RuleBroken):
        redraw(data)


def test_a_photo_whose_data_is_damaged_is_refused_like_any_other():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "hello"
    exif.get_ifd(0x8825)[2] = (1.0, 2.0, 3.0)
    whole = picture(exif=exif)
    # The description now passes for the width, which Pillow cannot write back when it turns the picture.
    damaged = whole.replace(b"\x01\x0e\x00\x02", b"\x01\x00\x00\x02")
    assert damaged != whole
    with pytest.raises(RuleBroken):
        redraw(damaged)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    out = io.BytesIO()
    Image.new("1", (6000, 6000)).save(out, "PNG")
    with pytest.raises(RuleBroken, match="too many pixels"):
        redraw(out.getvalue())


def test_a_photo_is_shown_to_the_programme_and_to_nobody_else(priya, omar, lin, browser_of):
    assert send(browser_of(priya), with_place()).status_code == 303
    address = f"/people/{priya.ref}/photo"
    answer = browser_of(omar).open("GET", address)
    assert answer.status_code == 200 and answer.mimetype == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    Block.create(by=priya, other=lin)
    assert browser_of(lin).open("GET", address).status_code == 404
    assert browser_of().open("GET", address).status_code in (302, 303)


def test_a_photo_is_hidden_wherever_the_page_is(priya, omar, lin, browser_of):
    send(browser_of(priya), picture())
    Person.update(manager=lin.id).where(Person.id == priya.id).execute()
    answers.decline(sending.send(priya, omar, "Shall we?"), omar, "Not now.")
    index.forget()
    for person in (omar, lin):
        for address in (f"/people/{priya.ref}", f"/people/{priya.ref}/photo"):
            assert browser_of(person).open("GET", address).status_code == 404


def test_an_unpublished_photo_is_its_owners_alone(priya, omar, browser_of):
    send(browser_of(priya), picture())
    Profile.update(published_at=None).where(Profile.person == priya).execute()
    assert browser_of(omar).open("GET", f"/people/{priya.ref}/photo").status_code == 404
    assert browser_of(priya).open("GET", f"/people/{priya.ref}/photo").status_code == 200


def test_a_new_photo_replaces_the_file_and_removing_it_forgets_it(priya, browser_of):
    browser = browser_of(priya)
    send(browser, picture())
    first = Profile.get_by_id(priya.id).photo
    send(browser, picture((300, 500)))
    second = Profile.get_by_id(priya.id).photo
    assert first != second and not files.path(first).exists() and files.path(second).exists()
    assert browser.get("/profile/photo").select_one("#card img.face")
    browser.post("/profile/photo/remove")
    assert Profile.get_by_id(priya.id).photo is None and not files.path(second).exists()


def test_a_large_photo_is_taken_and_a_huge_one_is_not(priya, browser_of):
    noise = Image.effect_noise((1500, 1500), 100).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 300_000
    assert send(browser_of(priya), out.getvalue()).status_code == 303
    assert send(browser_of(priya), b"x" * 5_500_000).status_code == 422
    answer = send(browser_of(priya), b"x" * 30_000_000)
    assert answer.status_code == 422 and "at most 5 MB" in answer.get_data(as_text=True)
    assert send(browser_of(priya), b"x" * 41_000_000).status_code == 413
    assert send(browser_of(), b"x" * 7_000_000).status_code == 413


def test_no_file_is_said_beside_the_field(priya, browser_of):
    answer = browser_of(priya).open("POST", "/profile/photo", {}, content_type="multipart/form-data")
    assert answer.status_code == 422 and "choose a file first" in answer.get_data(as_text=True)
