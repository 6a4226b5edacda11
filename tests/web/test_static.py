"""Static files are asked for once a version."""

import hashlib

from peerportal import TOP


def test_a_page_names_the_version_of_its_style_sheet_and_browsers_keep_it(app, browser_of):
    link = browser_of().get("/who-can-see-what").select_one("link[rel=stylesheet]")["href"]
    content = (TOP / "static" / "css" / "portal.css").read_bytes()
    assert link.endswith(f"?v={hashlib.sha256(content).hexdigest()[:12]}")
    with app.test_client().get(link) as answer:
        assert answer.data == content
        assert "immutable" in answer.headers["Cache-Control"]


def test_an_unknown_version_is_served_but_not_kept(app):
    for address in ("/static/css/portal.css", "/static/css/portal.css?v=old"):
        with app.test_client().get(address) as answer:
            assert answer.status_code == 200
            assert "immutable" not in (answer.headers.get("Cache-Control") or "")


def test_there_is_no_way_out_of_the_folder(app):
    for address in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/css", "/static/nothing?v="):
        with app.test_client().get(address) as answer:
            assert answer.status_code == 404
