"""A topic that is one long word breaks where a list or a table ends."""

import pytest

from peerportal.groups.circles import membership
from peerportal.groups.models import Group
from tests.groups.lasting import everything

pytestmark = pytest.mark.browser
LONG = "w" * 100


def hidden(page, selector):
    """How many pixels lie beyond what is shown."""
    return page.eval_on_selector(selector, "one => one.scrollWidth - one.clientWidth")


@pytest.mark.parametrize("where", ["now", "closed", "left"])
def test_my_list_of_groups_fits_a_phone(page_of, start, enter, priya, omar, still, where):
    group = start(priya, LONG, format="flash")
    enter(group, omar)
    if where == "closed":
        Group.get_by_id(group.id).close()
    if where == "left":
        everything(Group.get_by_id(group.id), priya, omar)
        membership.leave(group, priya)
    page = page_of(priya, viewport={"width": 360, "height": 640})
    page.goto("/groups")
    assert page.is_visible(f"text={LONG}")
    assert hidden(page, "html") <= 0


def test_the_table_of_groups_shows_all_its_columns(page_of, start, priya, carmen):
    start(priya, LONG)
    page = page_of(carmen, viewport={"width": 1280, "height": 800})
    page.goto("/admin/groups")
    assert hidden(page, ".scroll") <= 0
