"""One real Chromium for all tests that want one: two at once would be in each other's way."""

import os
import shutil

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PLACES = ("chromium", "chromium-browser", "google-chrome")


def chromium_path():
    """Where Chromium is, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for found in map(shutil.which, PLACES) if found), None)


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium; without one the browser tests are skipped and say so."""
    path = chromium_path()
    if not path:
        pytest.skip("no Chromium found: set CHROMIUM to its path to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
