"""`flask evaluate`."""

import json


def run(app, *args):
    return app.test_cli_runner().invoke(args=["evaluate", *args])


def test_it_prints_every_ranking_and_says_what_it_does_not_promise(app):
    said = run(app, "--people", "60", "--seed", "3").output
    names = ("random", "one-sided, exact", "one-sided, WRatio 90", "ours", "ours, tenth by chance")
    assert all(f"\n{name} " in said for name in names)
    assert "60 people" in said and "not how many requests real people will accept" in said


def test_json_has_every_figure_and_the_same_ones_for_the_same_seed(app):
    told = json.loads(run(app, "--people", "60", "--seed", "3", "--json").output)
    again = json.loads(run(app, "--people", "60", "--seed", "3", "--json").output)
    assert told == again and {row["people"] for row in told} == {60}
    ours = next(row for row in told if row["ranking"] == "ours")
    assert 0 < ours["ndcg"] < ours["reachable"] < 1 and 0 <= ours["nobody"] < 1
    assert next(row for row in told if row["ranking"] == "random")["reasons_right"] is None


def test_it_explains_what_it_cannot_read(app):
    refused = run(app, "--people", "many")
    assert refused.exit_code == 2 and "Write whole numbers above 0" in refused.output
    assert run(app, "--people", "0").exit_code == 2
