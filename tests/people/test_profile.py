"""One's own profile: saved screen by screen, published at the end, paused and left at will."""

import pytest

from peerportal.core import changes
from peerportal.core.rules import RuleBroken
from peerportal.people import joining, links
from peerportal.people.models import Level, Person, Profile
from peerportal.people.profile import standing
from peerportal.people.profile.card import days_in_words
from peerportal.people.profile.languages import one_name_each
from peerportal.terms.models import Term

SCREENS = ["/profile/where", "/profile/words", "/profile/working", "/profile/hours", "/profile/review"]


@pytest.fixture
def newcomer(make_person):
    return make_person("Nia Newcomer", published_at=None, languages=[])


def kinds_since(seq):
    return {row[1] for row in changes.since(seq)}


def test_the_profile_begins_at_its_first_screen_and_ends_published(newcomer, browser_of):
    browser = browser_of(newcomer)
    assert browser.get("/profile", status=302).location == "/profile/where"
    page = browser.get("/profile/where")
    went = browser.submit(
        page,
        "#where",
        title="Analyst",
        department="Finance",
        languages="english, Deutsch und portugues",
        do="next",
    )
    assert went.location == "/profile/words"
    assert browser.post("/profile/publish", status=409).find("main")
    browser.post("/profile/words", {"facet": "offer", "text": "k8s"})
    page = browser.get("/profile/working")
    assert (
        browser.submit(page, "#working", line="I like maps.", room="2", do="next").location
        == "/profile/hours"
    )
    page = browser.get("/profile/hours")
    assert browser.submit(page, "#hours", time_zone="Europe/Lisbon", do="next").location == "/profile/review"
    browser.post("/profile/publish")
    profile = Profile.get_by_id(newcomer.id)
    assert profile.published_at and profile.room == 2 and profile.line == "I like maps."
    assert "Your profile" in browser.get("/profile").h1.text


def test_later_screens_remember_where_one_stopped(newcomer, browser_of):
    browser = browser_of(newcomer)
    page = browser.get("/profile/working")
    browser.submit(page, "#working", do="next")
    assert browser.get("/profile", status=302).location == "/profile/hours"


@pytest.mark.parametrize("path", SCREENS)
def test_each_screen_says_who_sees_what(newcomer, browser_of, path):
    page = browser_of(newcomer).get(path)
    assert page.select_one(".seen, .about")
    assert page.select_one("#card")


def test_a_change_in_passing_answers_with_the_card_alone(priya, browser_of):
    page = browser_of(priya).post(
        "/profile/working", {"line": "Ask me at noon.", "room": "1"}, fragment=True, status=200
    )
    assert "Ask me at noon." in page.select_one("#card").text
    assert page.select_one("#said").text == "Saved."
    assert page.response.headers["HX-Trigger"] == "profile-saved"


def test_what_is_wrong_stands_beside_the_field_with_what_was_typed(priya, browser_of):
    typed = {"line": "x" * 281, "room": "1"}
    page = browser_of(priya).post("/profile/working", typed, status=422)
    assert page.select_one("#line-error") and page.select_one("#line").text.strip() == "x" * 281
    part = browser_of(priya).post("/profile/working", typed, status=422, fragment=True)
    assert part.response.headers["HX-Retarget"] == "#working"


@pytest.mark.parametrize(
    ("path", "data", "kinds"),
    [
        ("/profile/where", {"department": "Legal"}, {"person", "place", "level", "profile"}),
        ("/profile/working", {"room": "3"}, {"profile", "room"}),
        (
            "/profile/hours",
            {"time_zone": "Asia/Tokyo", "starts": "08:00", "ends": "16:00", "days": "0"},
            {"profile", "person"},
        ),
        ("/profile/words", {"facet": "seek", "text": "SQL"}, {"terms"}),
        ("/profile/pause", {}, {"state"}),
    ],
)
def test_what_matching_reads_is_noted_as_changed(priya, browser_of, path, data, kinds):
    before = changes.head()
    browser_of(priya).post(path, data)
    assert kinds_since(before) == kinds


def test_a_level_is_chosen_by_its_name(priya, browser_of):
    level = Level.create(name="Senior", folded="senior", rank=3)
    browser_of(priya).post("/profile/where", {"level": "senior"})
    assert Person.get_by_id(priya.id).level_id == level.id
    browser_of(priya).post("/profile/where", {"level": "emperor"}, status=422)


def test_languages_get_one_name_each():
    assert one_name_each(["english", "Deutsch", "Englsh", "Klingon"]) == ["English", "German", "Klingon"]


def test_a_night_shift_may_end_before_it_begins(priya, browser_of):
    data = {"time_zone": "UTC", "starts": "22:00", "ends": "06:00", "days": ["0", "1"]}
    browser_of(priya).post("/profile/hours", data)
    profile = Profile.get_by_id(priya.id)
    assert (profile.starts, profile.ends, profile.days) == (1320, 360, 3)
    browser_of(priya).post("/profile/hours", data | {"ends": "22:00"}, status=422)


def test_days_are_said_in_few_words():
    assert days_in_words(0b0011111) == "Mon to Fri"
    assert days_in_words(0b1000011) == "Mon, Tue, Sun"
    assert days_in_words(0) == ""


def test_pausing_and_coming_back(priya, browser_of):
    browser = browser_of(priya)
    browser.post("/profile/pause")
    assert Person.get_by_id(priya.id).state == "paused"
    page = browser.get("/profile")
    assert "You are paused" in page.text
    browser.post("/profile/resume")
    assert Person.get_by_id(priya.id).state == "active"
    browser.post("/profile/resume")


def test_leaving_ends_the_sign_in_and_the_profile_is_gone(priya, browser_of):
    browser = browser_of(priya)
    page = browser.get("/profile/leave")
    browser.submit(page, "main form")
    assert Person.get_by_id(priya.id).state == "left"
    browser.get("/profile", status=302)


def test_the_last_coordinator_cannot_leave(carmen, browser_of):
    browser_of(carmen).post("/profile/leave", status=409)
    assert Person.get_by_id(carmen.id).state == "active"


def test_the_screens_cost_the_same_however_much_one_has_named(priya, browser_of, count_queries):
    browser = browser_of(priya)
    browser.get("/profile/words")

    def cost():
        with count_queries() as counted:
            browser.get("/profile/words")
        return counted.count

    few = cost()
    for number in range(10):
        browser.post("/profile/words", {"facet": "interest", "text": f"hobby of the {number}th kind"})
    assert cost() == few <= 8


def test_uses_are_counted(priya, omar, browser_of):
    browser_of(priya).post("/profile/words", {"facet": "seek", "text": "Negotiation"})
    browser_of(priya).post("/profile/words", {"facet": "seek", "text": "negociation"})
    term = Term.get(Term.label == "negotiation")
    assert term.uses == 1
    browser_of(priya).post("/profile/words/remove", {"facet": "seek", "term": term.ref})
    browser_of(priya).post("/profile/words/remove", {"facet": "seek", "term": term.ref})
    assert Term.get_by_id(term.id).uses == 0


def test_a_coordinator_who_left_and_comes_back_is_a_participant(priya, carmen):
    Person.update(is_coordinator=True).where(Person.id == priya.id).execute()
    standing.leave(priya)
    assert not Person.get_by_id(priya.id).is_coordinator
    with pytest.raises(RuleBroken, match="only coordinator"):
        standing.leave(carmen)
    path = joining.invite(Person.get_by_id(priya.id))
    joining.join(path.rpartition("/")[2], name="Priya Nair", password="correct horse battery staple")
    back = Person.get_by_id(priya.id)
    assert back.state == "active" and not back.is_coordinator


def test_links_lapse_for_whoever_leaves(priya):
    token = links.issue("new_email", priya, "elsewhere@example.com").rpartition("/")[2]
    standing.leave(priya)
    assert links.find(token, "new_email") is None
