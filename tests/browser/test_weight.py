"""What a first visit weighs over the wire: pages, styles and scripts, compressed and named as production serves them."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread

from portal import settings as production
from tests.browser.every import KINDS
from tests.test_site import PAGES

pytestmark = pytest.mark.django_db

KB = 1000


@pytest.fixture(scope="module")
def site(site, tmp_path_factory) -> Iterator[str]:
    """The portal of the other modules with its static files as `collectstatic` makes them, served by WhiteNoise and not by the tests' own server."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=production.STORAGES, STATIC_ROOT=folder, WHITENOISE_AUTOREFRESH=False):
        # What only staff load, or nobody, takes half a minute to compress.
        call_command(
            "collectstatic",
            interactive=False,
            verbosity=0,
            ignore_patterns=["admin", "django_prose_editor", "ext", "htm*x-4*", "*.map"],
        )
        memory = {one.alias: one for one in connections.all() if one.vendor == "sqlite" and one.is_in_memory_db()}
        server = LiveServerThread("localhost", lambda handler: handler, connections_override=memory)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://localhost:{server.port}"
        server.terminate()


@pytest.fixture
def weigh(browser, site):
    """Weighs one address: bytes over the wire, headers included, of everything its first visit loads; and its scripts alone."""
    page = browser.new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    # Every visit is a first one.
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds, heads, weights = {}, {}, {}

    def begun(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        heads[event["requestId"]] = event["response"]["encodedDataLength"]

    devtools.on("Network.responseReceived", begun)
    devtools.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
    )

    def weighed(url: str) -> tuple[int, int]:
        # Lets go of what the page before may still be asking for.
        page.goto("about:blank")
        kinds.clear()
        weights.clear()
        page.goto(site + url)
        for _ in range(100):
            if kinds.keys() == weights.keys():
                break
            page.wait_for_timeout(20)
        assert kinds.keys() == weights.keys()
        scripts = sum(weight - heads[one] for one, weight in weights.items() if kinds[one] == "Script")
        return sum(weights.values()), scripts

    return weighed


@pytest.mark.parametrize(
    ("url", "most"),
    [
        ("/", 60), ("/careers/registered-nurses/", 60), ("/careers/manufacturing-production-technicians/?area=49420", 60),
        ("/careers/?sort=pay&area=49420", 70), ("/search/?q=nurse", 60), ("/compare/?careers=registered-nurses,machinists", 60),
        ("/list/?careers=registered-nurses,machinists", 60),
    ],
)  # fmt: skip
def test_first_visit_is_light(weigh, url, most):
    weight, _ = weigh(url)
    # The twin of the upper bound: a page with its styles is never lighter, so all of it was weighed.
    assert 8 * KB < weight <= most * KB


def test_script_of_every_page_is_light(weigh):
    scripts = {url: weigh(url)[1] for url in KINDS if url in PAGES}
    assert {url: weight for url, weight in scripts.items() if not 2 * KB < weight <= 25 * KB} == {}
