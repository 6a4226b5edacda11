"""Reports of concern: raised by who can see a thing, read by coordinators, never by the one they are about."""

import json

import pytest

from peerportal.activities import playing, starting
from peerportal.activities.kinds.quadrants import KIND
from peerportal.activities.playing import Sent
from peerportal.concerns import raising, reading, reported
from peerportal.concerns.models import KINDS, Concern
from peerportal.concerns.readers import follow_coordinators
from peerportal.core import log, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.circles import membership
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.models import AgendaItem, Agreement, Group
from peerportal.groups.pairing import YES, answer
from peerportal.matching.requests import answers, sending
from peerportal.people.models import Block, Person
from tests.world import open_circle

WORRY = "The tone of this note frightens me."
NOTE = "You will regret it if you do not answer."


@pytest.fixture
def asked(priya, omar):
    """Omar asked Priya."""
    return sending.send(omar, priya, NOTE)


@pytest.fixture
def pair(priya, omar, asked):
    group = answers.accept(asked, priya)
    answer(group, priya, YES)
    answer(group, omar, YES)
    return Group.get_by_id(group.id)


def report(by, kind, ref, shown=(), **facts):
    return raising.raise_concern(by, reported.find(kind, ref, by), WORRY, shown, new_ref(), **facts)


def words_for(reader, concern):
    return reading.open_for(Concern.get_by_id(concern.id), reader)


def test_the_reporter_chooses_what_coordinators_see(asked, priya, carmen):
    kept_back = report(priya, "request", asked.ref)
    showing = report(priya, "request", asked.ref, ["note"])
    assert words_for(carmen, kept_back).shown == []
    assert words_for(carmen, showing).words == WORRY
    assert [passage["words"] for passage in words_for(carmen, showing).shown] == [NOTE]


def test_only_coordinators_read_it_not_even_the_reporter(asked, priya, omar, lin, carmen):
    concern = report(priya, "request", asked.ref, ["note"])
    for person in (priya, omar, lin):
        with pytest.raises(vault.NotAReader):
            words_for(person, concern)
    assert WORRY.encode() not in bytes(concern.words)


def test_a_coordinator_never_sees_the_report_about_themselves(priya, carmen, make_person):
    cora = make_person("Cora Blau", is_coordinator=True)
    concern = report(priya, "person", carmen.ref)
    assert words_for(cora, concern).words == WORRY
    assert not Concern.readable_by(carmen).exists()
    with pytest.raises(vault.NotAReader):
        words_for(carmen, concern)
    follow_coordinators(carmen, True)
    assert not Concern.readable_by(carmen).exists()


def test_new_coordinators_read_what_was_reported_and_former_ones_do_not(asked, priya, lin, carmen):
    concern = report(priya, "request", asked.ref)
    with transaction():
        follow_coordinators(lin, True)
        follow_coordinators(carmen, False)
    assert words_for(lin, concern).words == WORRY
    with pytest.raises(vault.NotAReader):
        words_for(carmen, concern)


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


def test_a_reported_coordinator_meets_a_404(priya, carmen, browser_of, make_person):
    make_person("Cora Blau", is_coordinator=True)
    concern = report(priya, "person", carmen.ref)
    desk = browser_of(Person.get_by_id(carmen.id))
    desk.get(f"/admin/concerns/{concern.ref}", status=404)
    desk.post(f"/admin/concerns/{concern.ref}/take", status=404)
    assert "No report is waiting" in desk.get("/admin/concerns").get_text()


def test_whoever_reports_the_only_coordinator_is_told_that_nobody_reads_it_yet(priya, carmen, browser_of):
    browser = browser_of(priya)
    page = browser.get(f"/concerns/new/person/{carmen.ref}")
    browser.submit(page, "main form", words=WORRY)
    assert "The next coordinator can" in browser.get("/concerns").get_text()
    assert not vault.SpaceReader.select().where(
        vault.SpaceReader.space_id == Concern.get().space_id
    ).exists()  # fmt: skip


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


def circle_with(programme, *people):
    return open_circle(people, programme, "Telling stories")


def test_no_coordinator_reads_a_report_from_a_circle_of_their_own(
    programme, priya, omar, carmen, browser_of, make_person
):
    cora = make_person("Cora Blau", is_coordinator=True)
    circle = circle_with(programme, priya, omar, carmen)
    concerns = [report(priya, "group", circle.ref), report(priya, "agenda_item", circle.items[0].ref)]
    for concern in concerns:
        assert words_for(cora, concern).words == WORRY
        with pytest.raises(vault.NotAReader):
            words_for(carmen, concern)
        browser_of(carmen).get(f"/admin/concerns/{concern.ref}", status=404)
    follow_coordinators(carmen, True)
    membership.leave(Group.get_by_id(circle.id), carmen)
    assert not Concern.readable_by(carmen).exists(), "nor does having left it make her somebody else"
    assert Concern.readable_by(cora).count() == 2


def test_nor_does_one_who_came_into_the_circle_later(programme, priya, omar, carmen, browser_of):
    circle = circle_with(programme, priya, omar)
    concern = report(priya, "group", circle.ref)
    assert "Report of concern" in browser_of(carmen).get(f"/admin/concerns/{concern.ref}").get_text()
    with transaction():
        membership.enter(Group.get_by_id(circle.id), carmen)
    browser_of(carmen).get(f"/admin/concerns/{concern.ref}", status=404)


def test_whoever_reports_a_circle_of_the_only_coordinator_is_told_that_nobody_reads_it_yet(
    programme, priya, omar, carmen, browser_of
):
    circle = circle_with(programme, priya, omar, carmen)
    browser = browser_of(priya)
    page = browser.get(f"/concerns/new/group/{circle.ref}")
    after = browser.follow(browser.submit(page, "form#concern", words=WORRY))
    assert "the next coordinator can" in after.get_text().lower()
