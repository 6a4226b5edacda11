"""Files that somebody might bring, made on the spot; and sending one as a browser without a script does."""

import io

from PIL import Image

SECRET_PLACE = b"Kirchgasse 7"


def picture(size=(400, 300), kind="JPEG", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 1).save(out, kind, **options)
    return out.getvalue()


def with_place(size=(400, 300), kind="JPEG", turned=6):
    """A photo that says where it was taken, by position and in words, and that it is to be turned."""
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    exif[0x0112] = turned
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 59.0), 3: "E", 4: (13.0, 22.0, 39.0)})
    return picture(size, kind, exif=exif)


def noise(side):
    """A photo that no camera could make smaller: about a byte a pixel."""
    out = io.BytesIO()
    Image.effect_noise((side, side), 100).convert("RGB").save(out, "JPEG", quality=97)
    return out.getvalue()


def bomb():
    """Some kilobytes that would be 400 million pixels."""
    return picture((20_000, 20_000), "PNG", mode="1")


def send(browser, address, data, name="me.jpg", fragment=False, **words):
    """Post a file with its form; put together here, since the client's own would lie in a file left open."""
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    given = {"csrf_token": browser.csrf_token(), "version": "0", **words}
    body = b"".join(edge + f'"{key}"\r\n\r\n{word}\r\n'.encode() for key, word in given.items())
    body += edge + f'"picture"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n--edge--\r\n"
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if fragment else {}
    kind = "multipart/form-data; boundary=edge"
    return browser.client.post(address, data=body, content_type=kind, headers=headers)


def offered(browser, address, size):
    """Announce a body of so many bytes; how far it was read says `answer.request.input_stream.tell()`."""
    kind = "multipart/form-data; boundary=edge"
    return browser.client.post(
        address, input_stream=io.BytesIO(bytes(size)), content_length=size, content_type=kind
    )
