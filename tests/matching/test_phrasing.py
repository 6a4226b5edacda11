"""What people typed stands in a sentence as a colleague would say it, whatever they typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.matching import reasons
from peerportal.matching.phrasing import spoken
from peerportal.matching.score import Wishes, compare
from tests.matching.test_reasons import someone

LONG = "How to keep a large and rather sceptical group of engineers awake after lunch"


@pytest.mark.parametrize(
    "typed, said",
    [
        ("Public speaking", "public speaking"),
        ("Negotiation", "negotiation"),
        ("Relationship building", "relationship building"),
        ("Excel formulas", "Excel formulas"),
        ("Power BI", "Power BI"),
        ("German conversation", "German conversation"),
        ("Notion", "Notion"),
        ("C++", "C++"),
        (".NET", ".NET"),
        ("node.js", "node.js"),
        ("I can help with Excel!", "Excel"),
        ("i can help you with running", "running"),
        ("I'd like to learn Spanish.", "Spanish"),
        ("Getting better at saying no", "saying no"),
        ("Ask me about hiring", "hiring"),
        ("“Storytelling”", "storytelling"),
        ("SQL...", "SQL"),
        ("تصميم الواجهات", "تصميم الواجهات"),
        ("I can help", "“I can help”"),
        ("Saying what I think", "“Saying what I think”"),
        ("SQL, Python, and R", "“SQL, Python, and R”"),
        (LONG, f"“{LONG}”"),
        ("...", "..."),
    ],
)
def test_words_fit_into_a_sentence(typed, said):
    assert spoken(typed, "Omar") == said


def test_a_term_that_is_the_persons_name_is_marked():
    assert spoken("omar", "Omar") == "“omar”"


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_nothing_typed_is_ever_lost_altogether(typed):
    assert spoken(typed, "Omar").strip()


@pytest.mark.parametrize(
    "offered, sought, told",
    [
        ("I can help with Excel!", "excel", "A swap: Omar can help you with Excel."),
        ("Omar", "omar", "A swap: Omar can help you with “Omar”."),
        ("public speaking.", "Public Speaking", "A swap: Omar can help you with public speaking."),
        ("التفاوض", "التفاوض", "A swap: Omar can help you with التفاوض."),
        (LONG, LONG, f"A swap: Omar can help you with “{LONG}”."),
    ],
)
def test_a_swap_reads_well_with_odd_words(offered, sought, told):
    priya = someone(1, "Priya Nair", offers=[(2, "I can help with SQL.")], seeks=[(1, sought)])
    omar = someone(2, "Omar Haddad", offers=[(1, offered)], seeks=[(2, "learning SQL")])
    says = reasons.introduce(compare(priya, omar, {}, Wishes()), priya, omar)
    assert reasons.plain(says.to_you) == told
    assert reasons.plain(says.from_you) == "In return, you can help Omar with SQL."


def test_a_name_and_peoples_words_stand_where_a_page_isolates_them():
    priya = someone(1, "Priya Nair", seeks=[(1, "SQL"), (3, "التفاوض")])
    omar = someone(2, "Omar Haddad", offers=[(2, "Databases"), (3, "التفاوض")])
    near = {1: {2: 80}, 2: {1: 80}}
    says = reasons.introduce(compare(priya, omar, near, Wishes()), priya, omar)
    assert says.to_you[1::2] == ("Omar", "التفاوض", "Databases", "SQL")
    assert reasons.plain(says.to_you) == (
        "Omar offers التفاوض and Databases (close to your SQL), which you are looking for."
    )
