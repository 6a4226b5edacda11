"""Secret words are found nowhere but on the pages of the people they are for."""

import logging
from pathlib import Path

import pytest

from peerportal.core import db, vault
from peerportal.tables import TABLES
from tests.browser import Browser, filled
from tests.crawl import everywhere, forms_everywhere
from tests.world import CONCERN_SECRETS, PEOPLE, SECRETS, World

# Secret → the people it is for.
MEANT_FOR = {
    "request note": {"priya", "ines", "tom", "vera", "omar"},
    "request question": {"priya", "tom"},
    "request reply": {"priya", "vera"},
    "request parting": {"priya", "vera"},
    "agenda item": {"priya", "omar"},
    "removed agenda item": {"priya", "omar", "vera"},
    "closed group's item": {"priya", "vera"},
    "agreement": {"priya", "omar", "vera"},
    "meeting place": {"priya", "omar", "vera"},
    "item note": {"priya", "omar"},
    "notebook": {"priya"},
    "commitment": {"priya", "omar", "vera"},
    "how a commitment went": {"priya", "omar", "vera"},
    "commitment taken back": {"omar", "vera"},
    "goal": {"priya", "omar"},
    "earlier wording of a goal": {"priya", "omar"},
    "offered wording of a goal": {"priya", "omar"},
    "step of a goal": {"priya", "omar"},
    "check-in of a goal": {"priya", "omar"},
    "end of a goal": {"priya", "omar"},
    "goal not shared": {"priya"},
    "farewell": {"priya", "vera"},
    "notebook of one who left": {"tom"},
    "circle's item": {"priya", "omar", "uma"},
    "part of an activity": {"priya", "omar", "uma"},
    "part not revealed yet": {"priya"},
    "part in a closed group": {"priya", "vera"},
    "own question": {"priya", "omar"},
    "own deck": {"priya", "omar"},
    "words for a picture": {"priya", "omar"},
    "words for a picture not shown": {"priya"},
}
WHERE_WORDS_ARE_SEALED = ("/activities", "/groups", "/requests", "/concerns", "/reports", "/people")
TYPED = "Nebelparder"


@pytest.fixture
def world(once):
    return once(World)


def everything_kept(settings):
    """All bytes the database keeps: the file and its log on SQLite, every row on PostgreSQL."""
    if not db.is_postgres():
        files = [settings.data_dir / "portal.db", settings.data_dir / "portal.db-wal"]
        return b"".join(Path(file).read_bytes() for file in files if Path(file).exists())
    rows = [
        str(row)
        for table in TABLES
        for row in db.database.execute_sql(f'SELECT t::text FROM "{table._meta.table_name}" t').fetchall()
    ]
    return "\n".join(rows).encode()


def as_sealed_in_hex(word):
    """PostgreSQL prints bytes in hex; a word stored bare in a bytes column would look like this."""
    return word.encode().hex().encode()


@pytest.mark.parametrize("name", [None, *PEOPLE], ids=str)
def test_nobody_reads_what_is_not_for_them(app, world, name):
    start = ("/", "/requests", "/groups", "/suggestions")
    not_for_me = [word for where, word in SECRETS.items() if name not in MEANT_FOR[where]]
    not_for_me += CONCERN_SECRETS.values() if name not in ("carmen", "cora") else ()
    for address, page in everywhere(
        app, Browser(app, getattr(world, name) if name else None), start, refused=True
    ):
        text = page.response.get_data(as_text=True)
        assert not [word for word in not_for_me if word in text], address


@pytest.mark.parametrize("name", ["priya", "omar"])
def test_the_pair_itself_reads_its_words(app, world, name):
    pages = everywhere(app, Browser(app, getattr(world, name)))
    found = "".join(page.response.get_data(as_text=True) for _, page in pages)
    assert SECRETS["agenda item"] in found and SECRETS["agreement"] in found


def test_a_coordinators_pages_open_no_group(app, world):
    for address, _ in everywhere(app, Browser(app, world.carmen), ["/admin"]):
        if not address.startswith("/admin"):
            continue
        vault.openings.clear()
        text = Browser(app, world.carmen).open("GET", address).get_data(as_text=True)
        assert not vault.openings["group"], address
        assert not [word for word in SECRETS.values() if word in text], address


def test_sealed_words_lie_nowhere_in_the_database(app, world, settings):
    kept = everything_kept(settings)
    for word in [*SECRETS.values(), *CONCERN_SECRETS.values()]:
        assert word.encode() not in kept
        assert as_sealed_in_hex(word) not in kept


def test_the_look_into_the_database_would_find_a_bare_word(app, world, settings):
    world.priya.title = TYPED
    world.priya.save()
    assert TYPED.encode() in everything_kept(settings)


def test_words_typed_into_sealed_fields_leave_no_trace(app, world, settings, mails, caplog):
    caplog.set_level(logging.DEBUG)
    typed = 0
    for name in ("priya", "omar", "uma", "ines", "lin"):
        browser = Browser(app, getattr(world, name))
        for _, form in list(forms_everywhere(app, browser)):
            if form["method"].lower() != "post" or not form["action"].startswith(WHERE_WORDS_ARE_SEALED):
                continue
            boxes = [field["name"] for field in form.select("textarea[name], input[type=text][name]")]
            if boxes:
                browser.open(
                    "POST", form["action"], filled(form) | dict.fromkeys(boxes, f"{TYPED} said {name}")
                )
                typed += 1
    assert typed, "there was no form to type into"
    sent = "".join(message.as_string() for message in mails())
    said = "".join(str(record.msg) + str(record.args) for record in caplog.records)
    assert TYPED not in sent and TYPED not in said
    kept = everything_kept(settings)
    assert TYPED.encode() not in kept and as_sealed_in_hex(TYPED) not in kept
