"""Browser tests drive the system's Chromium (Debian's package `chromium`); Playwright brings none of its own here."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from careers.demo.loader import load
from careers.models import Occupation
from careers.views.pages import server_error
from tests.browser.every import DESKTOP, SERVER_ERROR

# Playwright's own event loop makes Django think it is asked from async code. It is not.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What a page looks like does not hang on the database; that whole ways through the portal work is shown on each.
if connection.vendor == "postgresql":
    collect_ignore_glob = ["test_[!j]*.py"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Watch:
    """What a page did besides being looked at."""

    def __init__(self, page: Page, home: str):
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((home, "data:", "blob:")) else self.elsewhere.append(request.url)
            ),
        )


class Visits:
    """Chromium, as tests use it. Each context it opens is watched, and asked for its cookies before it goes."""

    def __init__(self, chromium: Browser, home: str):
        self.chromium = chromium
        self.home = home
        self.open: list[BrowserContext] = []
        self.watches: list[Watch] = []
        self.cookies: list[dict] = []

    def new_context(self, **options) -> BrowserContext:
        context = self.chromium.new_context(**options)
        context.on("page", lambda page: self.watches.append(Watch(page, self.home)))
        end = context.close

        def close() -> None:
            self.cookies += context.cookies()
            self.open.remove(context)
            end()

        # The cookies go with the context, so they are looked at when a test closes it.
        context.close = close
        self.open.append(context)
        return context

    def new_page(self, **options) -> Page:
        return self.new_context(**options).new_page()

    def close(self) -> None:
        for context in list(self.open):
            context.close()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a running portal with the demo in it: one for all tests of a module, which only look at it."""
    with django_db_blocker.unblock():
        load()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        if connection.vendor == "postgresql":
            # A thread of the server may still be hanging up; its session would keep the test database from going.
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def browser(site) -> Iterator[Visits]:
    """Chromium. It goes before the site does, so that no open connection of its own holds the database."""
    if not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER is set, and there is no Chromium on this machine.")
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Visits(chromium, site)
        chromium.close()


@pytest.fixture(autouse=True)
def _nothing_but_looking(browser) -> Iterator[None]:
    """After every test: nothing on the console, nothing loaded from elsewhere, no cookie."""
    browser.watches.clear()
    browser.cookies.clear()
    yield
    browser.close()
    said = [error for watch in browser.watches for error in watch.errors]
    elsewhere = [url for watch in browser.watches for url in watch.elsewhere]
    assert (said, elsewhere, browser.cookies) == ([], [], [])


# What a browser keeps of a visitor who has been here before: it brings bars and lines to pages.
REMEMBERED = """
    if (location.protocol === "http:") {
        localStorage.setItem("shortlist", '["registered-nurses", "electricians"]');
        localStorage.setItem("compare", '[{"slug": "registered-nurses", "title": "Registered Nurses"}]');
        localStorage.setItem("area", '{"code": "49420", "name": "Yakima"}');
        navigator.share = async () => {};
    }
"""


@pytest.fixture(scope="module")
def retired(site, django_db_blocker) -> None:
    """Machinists are retired."""
    with django_db_blocker.unblock():
        retired = Occupation.objects.get(slug="machinists")
        retired.status = "retired"
        retired.save()


@pytest.fixture
def returning(browser) -> Iterator[Page]:
    """A page of somebody who has been here before, on a device that can share. The server's error page has an address here."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(REMEMBERED)
    context.route(
        f"**{SERVER_ERROR}",
        lambda route: route.fulfill(status=200, content_type="text/html", body=server_error(None).content),
    )
    yield context.new_page()
    # A page that is not found says so on the console too.
    for watch in browser.watches:
        watch.errors = [said for said in watch.errors if "404 (Not Found)" not in said and "410 (Gone)" not in said]
