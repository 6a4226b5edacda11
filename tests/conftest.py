"""What every test may ask for: a database of its own, the portal, the cast, browsers, the clock, the mails sent.

The cast. Priya offers Kubernetes and seeks public speaking; Omar the reverse, and they may become a pair; Lin must
never see what is theirs; Carmen coordinates the programme.
"""

import gc
import os
import shutil

import hypothesis
import pytest
from playhouse.test_utils import count_queries as count_statements

from peerportal import create_app
from peerportal.core import clock, db, jobs, mail, tallies
from peerportal.core.settings import Settings
from peerportal.matching import index
from peerportal.terms.known import known
from peerportal.terms.models import Term
from tests import cast, databases, snapshots
from tests.browser import Browser
from tests.chromium import chromium  # noqa: F401 - a fixture

# A busy machine is no failure of the code.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


STARTS_PROCESSES = ("test_kills.py", "test_fifty_thousand.py", "test_start.py")


def pytest_collection_modifyitems(config, items):
    # A test of one database is not part of the run on the other one; it is not a test that was skipped.
    other = "sqlite_only" if databases.is_postgres() else "postgres_only"
    kept = [item for item in items if not item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(other)])
    items[:] = kept
    for item in kept:
        # Those that start processes of their own wait for each other, so that their processes have the machine.
        if item.path.name in STARTS_PROCESSES:
            item.add_marker(pytest.mark.xdist_group("processes"))
        # Whoever leaves the browser tests out leaves them all out, also one whose author forgot to mark it.
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("Tests were skipped where none may be.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    """Settings of a development portal in a folder of the tests."""
    folder = tmp_path_factory.mktemp("portal")
    url = databases.url_for_tests(folder)
    yield Settings(data_dir=folder, database_url=url, secret_key="only for tests " * 3, jobs=False)
    if not db.database.is_closed():
        db.database.close()
    if databases.is_postgres():
        db.database.obj.close_all()
    databases.drop(url)


@pytest.fixture(scope="session")
def _application(settings):
    app = create_app(settings)
    app.config["TESTING"] = False  # errors are answered the way people would see them
    return app


@pytest.fixture(scope="session")
def _fresh(_application, settings):
    fresh = databases.Fresh(settings.data_dir)
    with db.database.connection_context():
        known(Term)
    gc.freeze()  # what the process holds by now stays until its end, and need not be looked through again and again
    return fresh


@pytest.fixture
def app(_application, _fresh, settings):
    """The portal on a fresh database; what the process remembered of the last test is forgotten."""
    _fresh.lay()
    shutil.rmtree(settings.data_dir / "files", ignore_errors=True)
    (settings.data_dir / "files").mkdir()
    tallies.flush()
    index.forget()
    yield _application
    clock.run()
    if db.database.in_transaction():
        db.database.rollback()


@pytest.fixture(scope="session")
def _snapshots(_fresh, settings):
    return snapshots.Snapshots(settings.data_dir)


@pytest.fixture
def once(app, _snapshots):
    """once(make): what make() makes on a fresh database, made once in a process and laid out anew for each test."""
    return _snapshots.once


@pytest.fixture
def programme(app):
    """The one open programme."""
    return cast.make_programme()


@pytest.fixture
def make_person(programme):
    """Makes one more participant: make_person("Ada", offers=["SQL"], seeks=["Go"], department="Legal")."""
    return lambda name, **facts: cast.make_person(name, **{"programme": programme} | facts)


@pytest.fixture
def priya(make_person):
    return make_person(
        "Priya Nair", offers=["Kubernetes"], seeks=["Public speaking"], department="Engineering"
    )


@pytest.fixture
def omar(make_person):
    return make_person(
        "Omar Haddad", offers=["Public speaking"], seeks=["Kubernetes"], department="Customer care"
    )


@pytest.fixture
def lin(make_person):
    return make_person("Lin Zhao", offers=["Negotiation"], seeks=["SQL"], department="Finance")


@pytest.fixture
def carmen(make_person):
    return make_person("Carmen Ortiz", is_coordinator=True, department="People")


@pytest.fixture
def browser_of(app):
    """Opens a browser signed in as this person; without one, nobody is signed in."""
    return lambda person=None: Browser(app, person)


@pytest.fixture
def count_queries():
    """with count_queries() as counted: …; then counted.count."""
    return count_statements


@pytest.fixture
def still(app):
    """The clock stands still, at the moment the test began; move it with clock.move(timedelta)."""
    clock.stand_still()
    yield clock
    clock.run()


@pytest.fixture
def do_jobs(app):
    """Does all the work that is due and says how many jobs that were."""

    def do():
        done = 0
        while tried := jobs.run_due(50):
            done += tried
        return done

    return do


@pytest.fixture
def mails(app, settings, do_jobs):
    """A real SMTP server for this test; call it to do the jobs and get all messages so far."""
    from tests.postbox import Postbox

    with Postbox() as box:
        mail.use(Settings(**vars(settings) | {"smtp_url": box.url}), mail_texts())

        def sent():
            do_jobs()
            return box.messages

        yield sent
        mail.use(settings, mail_texts())


def mail_texts():
    from peerportal import TOP

    return TOP / "templates" / "mail"
