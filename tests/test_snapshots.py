"""What was made once is the same for each test that asks, whatever the one before did with it."""

from datetime import timedelta

from peerportal.core import files
from peerportal.people.models import Person
from tests.cast import make_person
from tests.rows import fingerprint


def somebody_with_a_picture(still):
    still.move(timedelta(days=3))
    return {
        "person": make_person("Priya Nair"),
        "picture": files.save(b"a picture", "webp"),
        "at": still.now(),
    }


def test_rows_files_and_the_moment_are_laid_out_again(still, once):
    first = once(somebody_with_a_picture, still)
    before, person = fingerprint(), first["person"]
    Person.update(name="Somebody else").execute()
    other = make_person("Omar Haddad")
    files.delete(first.pop("picture"))
    still.move(timedelta(days=1))
    again = once(somebody_with_a_picture, still)
    assert fingerprint() == before
    assert again["person"] is not person and again["person"].name == "Priya Nair"
    assert files.read(again["picture"]) == b"a picture"
    assert again["at"] == still.now()
    assert make_person("Lin Zhao").id == other.id
