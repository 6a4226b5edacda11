"""`flask suggest`: the operator's "why?"."""

import json


def run(app, *args):
    return app.test_cli_runner().invoke(args=["suggest", *args])


def test_it_prints_the_ranking_with_every_component(app, priya, omar, lin):
    told = json.loads(run(app, "Priya.Nair@example.com", "--limit", "10", "--json").output)
    first = told["suggestions"][0]
    assert told["state"] == "ready" and first["name"] == "Omar Haddad"
    score = first["score"]
    assert score["components"]["gain"] == score["components"]["give"] == 6200
    assert score["rank"] == score["total"] + score["newcomer_lift"] - score["attention_price"]
    assert "A swap: Omar can help you with public speaking." in first["reasons"]["to_viewer"]
    assert "A swap: Priya can help you with Kubernetes." in first["reasons"]["to_other"]


def test_what_people_are_going_through_is_in_no_word_and_no_figure(app, make_person):
    make_person("One Person", situation=["Burnout"], email="one@example.com")
    make_person("Two Person", situation=["Burnout"])
    with_it = run(app, "one@example.com", "--json").output
    assert "urnout" not in with_it
    assert json.loads(with_it)["suggestions"][0]["score"]["components"]["common"] == 0
    assert "urnout" not in run(app, "one@example.com").output


def test_a_text_for_eyes_and_an_unknown_address(app, priya, omar):
    assert "Omar Haddad: good fit" in run(app, "priya.nair@example.com").output
    failed = run(app, "nobody@example.com")
    assert failed.exit_code != 0 and "Nobody has the address" in failed.output


def test_the_plain_way_gives_the_same(app, priya, omar, lin, make_person):
    make_person("Near By", department="Engineering", seeks=["Kubernetes"])
    quick, plain = (run(app, "priya.nair@example.com", "--json", *more).output for more in ((), ("--plain",)))
    assert quick == plain and len(json.loads(plain)["suggestions"]) == 3
