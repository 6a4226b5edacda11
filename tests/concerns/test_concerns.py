"""Reports of concern: raised by who can see a thing, with what they choose to show, taken and resolved."""

import json

import pytest

from peerportal.activities import playing, starting
from peerportal.activities.kinds.quadrants import KIND
from peerportal.activities.playing import Sent
from peerportal.concerns import raising, reported
from peerportal.concerns.models import KINDS, Concern
from peerportal.core import log
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.models import AgendaItem, Agreement, Group
from peerportal.groups.pairing import YES, answer
from peerportal.matching.requests import answers
from peerportal.people.models import Block
from tests.concerns.raised import NOTE, WORRY, a_request, report, words_for  # noqa: F401 - a fixture


@pytest.fixture
def pair(priya, omar, asked):
    group = answers.accept(asked, priya)
    answer(group, priya, YES)
    answer(group, omar, YES)
    return Group.get_by_id(group.id)


def test_the_reporter_chooses_what_coordinators_see(asked, priya, carmen):
    kept_back = report(priya, "request", asked.ref)
    showing = report(priya, "request", asked.ref, ["note"])
    assert words_for(carmen, kept_back).shown == []
    assert words_for(carmen, showing).words == WORRY
    assert [passage["words"] for passage in words_for(carmen, showing).shown] == [NOTE]


def test_whoever_cannot_see_a_thing_cannot_report_it(pair, asked, lin, priya, omar):
    item = AgendaItem.add(pair, omar, "Say nothing to anybody.", new_ref())
    Agreement.propose(pair, priya, {"who": "Both", "rules": "", "ground": []}, 0)
    holding.hold(pair, 1)
    said = making.make(pair, omar, "Tell everybody about it.", None, new_ref())
    things = {
        "commitment": said.ref,
        "request": asked.ref,
        "group": pair.ref,
        "agenda_item": item.ref,
        "agreement": Agreement.get().ref,
    }
    for kind, ref in things.items():
        assert reported.find(kind, ref, lin) is None
        assert reported.find(kind, ref, priya).about == omar
    assert reported.find("person", priya.ref, priya) is None
    assert reported.find("person", new_ref(), priya) is None
    assert reported.find("agenda_item", item.ref, priya).passages[0].words == "Say nothing to anybody."
    assert reported.find("commitment", said.ref, priya).passages[0].words == "Tell everybody about it."
    assert reported.find("commitment", said.ref, omar) is None, "nobody reports themselves"
    assert reported.find("group", pair.ref, priya).passages[0].key == item.ref


def test_how_a_commitment_went_can_be_shown_and_one_taken_back_cannot(pair, priya, omar, carmen):
    holding.hold(pair, 1)
    said = making.make(pair, omar, "Ask her again.", None, new_ref())
    outcomes.write_line(pair, said, omar, "She will regret it.", 1)
    concern = report(priya, "commitment", said.ref, ["outcome"])
    assert [passage["words"] for passage in words_for(carmen, concern).shown] == ["She will regret it."]
    making.take_back(pair, said, omar)
    assert reported.find("commitment", said.ref, priya) is None


def test_sending_it_twice_makes_one_report(asked, priya):
    thing, key = reported.find("request", asked.ref, priya), new_ref()
    first = raising.raise_concern(priya, thing, WORRY, [], key)
    assert raising.raise_concern(priya, thing, WORRY, [], key) == first
    assert Concern.select().count() == 1


def test_blocking_goes_along_when_wished(asked, priya, omar):
    report(priya, "request", asked.ref, block=True)
    assert Block.select().where(Block.by == priya, Block.other == omar).exists()


def test_take_resolve_and_the_log_has_no_words(asked, priya, carmen, make_person):
    cora = make_person("Cora Blau", is_coordinator=True)
    concern = report(priya, "request", asked.ref, ["note"])
    concern.take(carmen)
    concern.take(carmen)
    with pytest.raises(RuleBroken, match="Somebody else"):
        concern.take(cora)
    concern.resolve(cora, "I spoke with Omar.")
    with pytest.raises(RuleBroken, match="closed already"):
        concern.dismiss(carmen, "Nothing.")
    assert words_for(carmen, concern).outcome == "I spoke with Omar."
    assert [entry.action for entry in log.latest()] == ["resolved", "took"]
    lines = json.dumps([[entry.action, entry.reason, entry.ref] for entry in log.latest()])
    assert WORRY not in lines and "spoke" not in lines


def test_coordinators_and_the_reporter_get_mails_without_words(asked, priya, omar, carmen, mails):
    concern = report(priya, "request", asked.ref, ["note"])
    mails()
    concern.resolve(carmen, "I spoke with Omar.")
    about = [
        message for message in mails() if "concern" in message["Subject"] or "report" in message["Subject"]
    ]
    assert [message["To"].split("<")[1] for message in about] == [
        f"{carmen.email}>",
        f"{priya.email}>",
    ]
    text = "\n".join(str(message) for message in about)
    for secret in (WORRY, NOTE, "Omar", "spoke"):
        assert secret not in text


def test_the_pages_from_report_to_resolution(asked, priya, omar, carmen, browser_of):
    browser = browser_of(priya)
    page = browser.get(f"/concerns/new/request/{asked.ref}")
    assert NOTE in page.get_text()
    after = browser.submit(page, "form#concern", words=WORRY, shown="note")
    assert "Waiting" in browser.follow(after).get_text()
    desk = browser_of(carmen)
    queue = desk.get("/admin/concerns")
    opened = desk.get(queue.select_one("a.go")["href"])
    assert WORRY in opened.get_text() and NOTE in opened.get_text()
    desk.submit(opened, "form[action$=take]")
    path = f"/admin/concerns/{Concern.get().ref}"
    refused = desk.post(f"{path}/resolve", {"outcome": ""}, status=422)
    assert refused.select_one("#resolve-outcome-error")
    closed = desk.post(f"{path}/resolve", {"outcome": "I spoke with them."}, fragment=True)
    assert "I spoke with them." in closed.get_text()
    assert "Closed" in browser.get("/concerns").get_text()
    assert "You have reported nothing" in browser_of(omar).get("/concerns").get_text()


def test_a_stranger_meets_a_404(asked, lin, browser_of):
    for person in (lin, None):
        browser = browser_of(person)
        path = f"/concerns/new/request/{asked.ref}"
        browser.get(path, status=404 if person else 302)
        browser.post(path, {"words": WORRY}, status=404 if person else (302, 303))
    assert not Concern.select().exists()


def test_of_an_activity_only_what_was_revealed_can_be_shown(pair, priya, omar):
    session = starting.start(pair, omar, KIND, new_ref())
    step = KIND.step("write")
    for person, deed in ((omar, "save"), (omar, "ready"), (priya, "ready")):
        found = reported.find("activity", session.ref, priya)
        assert found.about == omar and not found.passages
        values = dict.fromkeys(("family", "friends", "hobbies", "goals"), "") | {"goals": NOTE}
        version = 2 if person == omar and deed == "ready" else 1
        playing.take(pair, session, person, step, step.deed(deed), Sent(values, version))
    found = reported.find("activity", session.ref, priya)
    assert [passage.words for passage in found.passages] == [NOTE]
    report(priya, "activity", session.ref, [found.passages[0].key])
    assert Concern.get().kind == "activity"


def test_every_kind_of_report_is_called_something_in_the_list(app, browser_of, priya, omar, carmen):
    with app.test_request_context():
        words = app.jinja_env.get_template("concerns/words.html").module.kind
        assert all(words(kind).strip() for kind in KINDS)
