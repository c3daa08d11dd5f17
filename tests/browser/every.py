"""Every kind of public page, for the tests that go through all of them."""

import re

from playwright.sync_api import Page

from tests.test_site import ERRORS, PAGES

SERVER_ERROR = "/server-error"
EVERY = [*PAGES, ERRORS[0], "/search/?q=cop", "/careers/machinists/", "/l/damaged/", SERVER_ERROR]
"""The kinds of page, an error page of each sort and that of a retired career."""

DESKTOP = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}
"""1280 × 1024 at 400 %."""


def _kind(url: str) -> tuple[str, bool]:
    """`/careers/…` of every career, apart from `/careers/`; and whether something is chosen."""
    path, _, chosen = url.partition("?")
    return re.sub(r"^(/\w+/)[^/]+/$", r"\1…", path), bool(chosen)


KINDS = list({_kind(url): url for url in EVERY}.values())
"""One address of each kind: for what hardly differs from one record to the next."""


def open_everything(page: Page) -> None:
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
