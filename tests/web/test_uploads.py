"""How much of what somebody sends is read before it is refused: words beside their field, a stranger's not at all."""

import pytest

from peerportal.web.uploads import WORDS_TO_REFUSE
from tests.world import open_group


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


def test_a_point_of_a_megabyte_is_refused_beside_its_field_and_kept(browser_of, pair, priya):
    page = browser_of(priya).post(f"/groups/{pair.ref}/items", {"words": "x" * 1_000_000}, status=422)
    assert "it has 1000000" in page.select_one(".error").get_text()
    assert page.select_one("[name=words]").get("value") == "x" * 1_000_000


@pytest.mark.parametrize("who", ["nobody", "signed in"])
def test_a_stranger_is_not_read_as_far_as_somebody_signed_in(browser_of, pair, priya, who):
    browser = browser_of(priya if who == "signed in" else None)
    far = WORDS_TO_REFUSE if who == "signed in" else 300_000
    answer = browser.open("POST", f"/groups/{pair.ref}/items", {"words": "x" * far})
    assert answer.status_code == 413
