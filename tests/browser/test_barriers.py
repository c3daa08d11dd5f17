"""No barrier that axe finds on any kind of public page, in light and dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.every import DESKTOP, EVERY, KINDS, SERVER_ERROR, open_everything
from tests.browser.test_public_pages import PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retired")]

# All rules of WCAG 2.0 to 2.2, levels A and AA, and of good practice; `target-size` rests unless it is asked for.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# In the dark a page is the same in other colours.
COLORS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
LOOK = """options => axe.run(document, options).then(result => result.violations.flatMap(
    violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(" ")}`)))"""


def barriers(page: Page, options: dict) -> list[str]:
    return page.evaluate(LOOK, options)


def let_go_of_bars(page: Page) -> None:
    """axe takes a link that a bar covers at the moment for a small one; whether bars get in the way, the journeys test."""
    page.evaluate("""() => {
        for (const bar of document.querySelectorAll("body *"))
            if (getComputedStyle(bar).position === "sticky") bar.style.position = "static";
    }""")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_no_barrier_in_light_or_dark(returning, site, viewport):
    """On a phone with all that folds open, and there in the dark too; on a desk as it comes."""
    page = returning
    page.set_viewport_size(viewport)
    found = {}
    for url in EVERY if viewport is PHONE else KINDS:
        page.emulate_media(color_scheme="light")
        page.goto(site + url)
        page.evaluate(AXE_SCRIPT)
        let_go_of_bars(page)
        if viewport is PHONE:
            open_everything(page)
        found[url] = barriers(page, RULES)
        # The server's error page has no style sheet, and axe takes the dark ground that the browser gives it for white.
        if viewport is DESKTOP or url == SERVER_ERROR:
            continue
        page.emulate_media(color_scheme="dark")
        found[url] += [f"in the dark, {barrier}" for barrier in barriers(page, COLORS)]
    assert {url: barriers for url, barriers in found.items() if barriers} == {}


def test_axe_finds_no_barrier_where_staff_sign_in(browser, site):
    # Not watched: this page sets a cookie, for its form.
    page = browser.chromium.new_page()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{site}/admin/login/")
        page.evaluate(AXE_SCRIPT)
        assert barriers(page, RULES) == []
    page.close()


def test_axe_finds_the_barriers_that_are_there(returning, site):
    """The twin: a page with one barrier of each sort."""
    page = returning
    page.goto(f"{site}/about/")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("""() => {
        document.documentElement.removeAttribute("lang");
        const main = document.querySelector("main");
        main.innerHTML = '<img src="data:,"><h1>One</h1><h4>Four</h4><p class="pale">Pale</p><p><a href="#main">A</a> <a href="#main">B</a></p>';
        main.querySelector(".pale").style.color = "#ddd";
        for (const link of main.querySelectorAll("a")) {
            Object.assign(link.style, {display: "inline-block", width: "8px", height: "8px", overflow: "hidden"});
        }
    }""")
    assert {barrier.split(":")[0] for barrier in barriers(page, RULES)} >= {
        "html-has-lang", "image-alt", "heading-order", "color-contrast", "target-size",
    }  # fmt: skip
