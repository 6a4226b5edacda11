"""Reading a term: which of its words count, and how they are spelt."""

import pytest

from peerportal.terms.american import american
from peerportal.terms.normalise import singular
from peerportal.terms.similarity import reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C#", ["c++", "c#"]),
        ("ASP.NET", ["asp.net"]),
        ("Node.js", ["node.js"]),
        ("CI/CD", ["ci/cd"]),
        ("R & D", ["r&d"]),
        ("on-boarding", ["onboarding"]),
        ("data base", ["database"]),
        ("sales force", ["sales", "force"]),
        ("Python 3", ["python"]),
        ("Industry 4.0", ["industry", "4.0"]),
        ("ISO 9001", ["iso", "9001"]),
        ("knowledge of SQL", ["sql"]),
        ("knowledge management", ["knowledge", "management"]),
        ("basic Spanish", ["spanish"]),
        ("Excel (advanced)", ["excel"]),
        ("the", ["the"]),
    ],
)
def test_a_term_is_read_as_the_words_that_count(text, words):
    assert list(reading(text).words) == words


@pytest.mark.parametrize(
    "word", "exercise enterprise supervise raise hour contour selling spelling training".split()
)
def test_a_word_spelt_alike_on_both_sides_of_the_ocean_stays(word):
    assert american(word) == word


@pytest.mark.parametrize(
    ("british", "expected"),
    [("optimisation", "optimization"), ("behavioural", "behavioral"), ("modelling", "modeling"),
     ("analysing", "analyzing"), ("paediatric", "pediatric"), ("licences", "licenses")],
)  # fmt: skip
def test_a_british_word_is_spelt_the_american_way(british, expected):
    assert american(british) == expected


@pytest.mark.parametrize("word", "news kubernetes analysis business statistics windows access".split())
def test_an_s_that_belongs_to_the_word_stays(word):
    assert singular(word) == word
