"""A mail survives the bad days of its server: it comes later, once, or it is over for a reason that can be seen."""

import datetime as dt
import logging

import pytest

from peerportal.core import clock, jobs, mail, smtp
from peerportal.core.jobs import Job
from peerportal.core.settings import Settings
from peerportal.people.models import Person
from tests.conftest import mail_texts
from tests.postbox import HANGS_UP, STALLS, Postbox, self_signed


@pytest.fixture
def ask_for_mail(app, settings, priya, still, monkeypatch):
    """Enqueues one mail to Priya by this server and does the jobs; returns the job as it stands afterwards."""
    monkeypatch.setattr(smtp, "STEP_SECONDS", 0.4)
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.4)

    def ask(url):
        mail.use(Settings(**vars(settings) | {"smtp_url": url}), mail_texts())
        mail.enqueue("approved", person=priya.id)
        return work()

    yield ask
    mail.use(settings, mail_texts())


def work():
    while jobs.run_due(50):
        pass
    return Job.get(Job.kind == "mail")


def later():
    """When the next try is due."""
    clock.move(dt.timedelta(seconds=Job.get(Job.kind == "mail").due - clock.timestamp() + 1))
    return work()


OVER = [
    ({"RCPT": "550 no such mailbox"}, "refused with 550"),
    ({"RCPT": "553 not this name"}, "refused with 553"),
    ({"DATA": "554 looks like spam"}, "refused with 554"),
    ({"DATA": "550 too large for this mailbox"}, "refused with 550"),
]


@pytest.mark.parametrize(("at", "error"), OVER, ids=str)
def test_what_the_server_refuses_for_good_is_not_tried_again(ask_for_mail, at, error, caplog):
    caplog.set_level(logging.WARNING)
    with Postbox(at) as box:
        job = ask_for_mail(box.url)
        assert job.done and (job.error, job.attempts) == (error, 1)
        clock.move(dt.timedelta(days=3))
        work()
        assert (box.tries, box.messages) == (1, [])
    assert error in caplog.text
    assert "priya" not in caplog.text.lower(), "no address in the log"


LATER = [
    {"MAIL": "451 busy"},
    {"MAIL": "550 who are you"},
    {"MAIL": "530 sign in first"},
    {"RCPT": "450 come again"},
    {"RCPT": "421 closing"},
    {"DATA": "451 disk full"},
    {"RCPT": STALLS},
    {"DATA": STALLS},
    {"RCPT": HANGS_UP},
    {"BODY": HANGS_UP},
    {"DATA": HANGS_UP},
]


@pytest.mark.parametrize("at", LATER, ids=str)
def test_everything_else_is_tried_again_and_then_comes_once(ask_for_mail, at):
    with Postbox(at) as box:
        job = ask_for_mail(box.url)
        assert (job.done, job.attempts, box.messages) == (None, 1, [])
        box.at.clear()
        job = later()
        assert job.done and job.error is None
        clock.move(dt.timedelta(days=3))
        work()
        assert [message["To"].addresses[0].addr_spec for message in box.messages] == [
            "priya.nair@example.com"
        ]


def test_waits_grow_and_the_last_try_comes_after_more_than_two_days(ask_for_mail):
    with Postbox({"RCPT": "450 come again"}) as box:
        began = clock.timestamp()
        job, waits = ask_for_mail(box.url), []
        while job.attempts < jobs.MAX_ATTEMPTS:
            waits.append(job.due - clock.timestamp())
            job = later()
        assert all(after > before for before, after in zip(waits, waits[1:], strict=False))
        assert clock.timestamp() - began > 2 * 86400
        later()
        assert box.tries == jobs.MAX_ATTEMPTS


@pytest.mark.parametrize("goodbye", [STALLS, HANGS_UP, "500 what"])
def test_a_bad_goodbye_does_not_send_a_mail_twice(ask_for_mail, goodbye):
    with Postbox({"QUIT": goodbye}) as box:
        assert ask_for_mail(box.url).done
        clock.move(dt.timedelta(days=3))
        work()
        assert len(box.messages) == 1


def test_a_mail_that_may_have_been_taken_comes_again_under_the_same_id(ask_for_mail, monkeypatch):
    """The one window that cannot be closed: the server took it, and the answer was lost."""
    with Postbox() as box:
        real = box.handle_DATA

        async def take_and_hang_up(server, session, envelope):
            await real(server, session, envelope)
            server.transport.abort()
            return "250 kept"

        box.handle_DATA = take_and_hang_up
        ask_for_mail(box.url)
        box.handle_DATA = real
        later()
        first, second = box.messages
        assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_away_is_asked_again(ask_for_mail):
    box = Postbox()
    assert ask_for_mail(box.url).done is None
    with box:
        assert later().done and len(box.messages) == 1


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(ask_for_mail, tmp_path):
    with Postbox(tls=self_signed(tmp_path), scheme="smtps") as box:
        job = ask_for_mail(box.url)
        assert (job.done, job.error, box.tries) == (None, "SSLCertVerificationError", 0)


def test_neither_does_one_that_is_shown_later(ask_for_mail, tmp_path):
    with Postbox(starttls=self_signed(tmp_path), scheme="smtp+starttls") as box:
        job = ask_for_mail(box.url)
        assert (job.done, job.error, box.tries) == (None, "SSLCertVerificationError", 0)


def test_a_server_without_tls_gets_no_mail_in_the_clear(ask_for_mail):
    with Postbox(scheme="smtp+starttls") as box:
        job = ask_for_mail(box.url)
        assert (job.done, job.error, box.tries) == (None, "SMTPNotSupportedError", 0)


@pytest.mark.parametrize(
    ("ascii_only", "error"), [(False, None), (True, "the server knows no addresses beyond ASCII")]
)
def test_an_address_in_any_script_is_mailed_where_the_server_can(ask_for_mail, priya, ascii_only, error):
    Person.update(email="زوي@example.com").where(Person.id == priya.id).execute()
    with Postbox(ascii_only=ascii_only) as box:
        job = ask_for_mail(box.url)
        assert job.done and job.error == error
        assert box.recipients == ([] if error else [["زوي@example.com"]])


def test_the_longest_conversation_ends_before_its_lease():
    assert smtp.longest() < jobs.LEASE_SECONDS


def test_a_job_that_was_given_up_is_tidied_away(ask_for_mail):
    with Postbox({"RCPT": "450 come again"}) as box:
        job = ask_for_mail(box.url)
        Job.update(attempts=jobs.MAX_ATTEMPTS).where(Job.id == job.id).execute()
        clock.move(dt.timedelta(days=9))
        jobs.HANDLERS["tidy_jobs"]({})
        assert not Job.select().where(Job.id == job.id).exists()
