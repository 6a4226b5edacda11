"""One small organisation for all tests here: drawing and understanding it takes two seconds."""

import pytest

from peerportal.matching.evaluation.run import Trial


@pytest.fixture(scope="session")
def trial():
    return Trial.drawn(300, seed=1)


@pytest.fixture(scope="session")
def ours(trial):
    return trial.ours


@pytest.fixture(scope="session")
def organisation(trial):
    return trial.of
