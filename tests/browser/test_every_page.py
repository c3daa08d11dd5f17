"""Every kind of public page: no barrier that axe finds, large targets, room at 400 % zoom, and nothing that moves by itself."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from careers.models import Occupation
from careers.views.pages import server_error
from tests.browser.test_public_pages import DESKTOP, PHONE
from tests.test_site import ERRORS, PAGES

pytestmark = pytest.mark.django_db

SERVER_ERROR = "/server-error"
EVERY = [*PAGES, ERRORS[0], "/search/?q=cop", "/careers/machinists/", "/l/damaged/", SERVER_ERROR]
"""The kinds of page, an error page of each sort and that of a retired career."""

ZOOMED = {"width": 320, "height": 256}
"""1280 × 1024 at 400 %."""

# What a browser keeps of a visitor who has been here before: it brings bars and lines to pages.
REMEMBERED = """
    if (location.protocol === "http:") {
        localStorage.setItem("shortlist", '["registered-nurses", "electricians"]');
        localStorage.setItem("compare", '[{"slug": "registered-nurses", "title": "Registered Nurses"}]');
        localStorage.setItem("area", '{"code": "49420", "name": "Yakima"}');
        navigator.share = async () => {};
    }
"""


@pytest.fixture(scope="module", autouse=True)
def _retired(site, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        retired = Occupation.objects.get(slug="machinists")
        retired.status = "retired"
        retired.save()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A page of somebody who has been here before, on a device that can share. The server's error page has an address here."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(REMEMBERED)
    context.route(
        f"**{SERVER_ERROR}",
        lambda route: route.fulfill(status=200, content_type="text/html", body=server_error(None).content),
    )
    page = context.new_page()
    yield page
    # A page that is not found says so on the console too.
    for watch in browser.watches:
        watch.errors = [said for said in watch.errors if "404 (Not Found)" not in said and "410 (Gone)" not in said]


# axe -----------------------------------------------------------------------------------------------------------------

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


def open_everything(page: Page) -> None:
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")


def let_go_of_bars(page: Page) -> None:
    """axe takes a link that a bar covers at the moment for a small one; whether bars get in the way, the journeys test."""
    page.evaluate("""() => {
        for (const bar of document.querySelectorAll("body *"))
            if (getComputedStyle(bar).position === "sticky") bar.style.position = "static";
    }""")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_no_barrier_in_light_or_dark(page, site, viewport):
    """On a phone with all that folds open, and there in the dark too; on a desk as it comes."""
    page.set_viewport_size(viewport)
    found = {}
    for url in EVERY:
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


def test_axe_finds_the_barriers_that_are_there(page, site):
    """The twin: a page with one barrier of each sort."""
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


# Targets and room ----------------------------------------------------------------------------------------------------

# WCAG 2.2, 2.5.8: a target is 24 by 24 CSS pixels, or a circle of 24 pixels around its middle touches no other target and no
# circle of another small one. Links in a sentence may be as high as its line. A target is as large as the area that leads to it:
# the label of a box counts, and so does a card that is all link. The rule's other exceptions (equivalent controls, the browser's
# own controls, essential shapes) are not needed here.
SMALL_TARGETS = """() => {
  const WIDE = 24;
  const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, label:has(input), [role=option]";
  const isSeen = one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && one.getClientRects().length
    && !one.closest(".visually-hidden, .skip-link");
  // An input within a label is hit by hitting the label.
  const targets = [...document.querySelectorAll(selector)].filter(one => isSeen(one) && !one.closest("label:has(input) *"));
  const box = target => target.getBoundingClientRect();
  const isSmall = target => [...target.getClientRects()].every(({width, height}) => width < WIDE || height < WIDE);

  const inSentence = target => {
    if (getComputedStyle(target).display !== "inline") return false;
    let block = target.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest(selector) && isSeen(parent)) words += walker.currentNode.data;
    }
    return /\\p{L}{2}/u.test(words);
  };
  // What is really hit, at the edges of a square of 24 pixels.
  const isHitAround = target => {
    target.scrollIntoView({block: "center", behavior: "instant"});
    const {left, top, width, height} = box(target);
    const [x, y, reach] = [left + width / 2, top + height / 2, WIDE / 2 - 0.5];
    return [[-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]].every(([right, down]) => {
      const hit = document.elementFromPoint(x + right * reach, y + down * reach);
      return hit && (target.contains(hit) || hit.contains(target) && getComputedStyle(target, "::after").position === "absolute");
    });
  };
  const gap = (point, {left, right, top, bottom}) =>
    Math.hypot(Math.max(left - point.x, 0, point.x - right), Math.max(top - point.y, 0, point.y - bottom));
  const middle = target => { const {x, y, width, height} = box(target); return {x: x + width / 2, y: y + height / 2}; };
  const small = targets.filter(target => isSmall(target) && !inSentence(target) && !isHitAround(target));
  const isCrowded = target => targets.some(other => {
    if (other === target || other.contains(target) || target.contains(other)) return false;
    if (small.includes(other)) {
      const [a, b] = [middle(target), middle(other)];
      return Math.hypot(a.x - b.x, a.y - b.y) < WIDE;
    }
    return [...other.getClientRects()].some(rect => gap(middle(target), rect) < WIDE / 2);
  });
  return small.filter(isCrowded).map(target => {
    const {width, height} = box(target);
    return `${target.localName}.${target.className} “${target.innerText?.trim().slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`;
  });
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_targets_are_large_or_stand_apart(page, site, viewport):
    page.set_viewport_size(viewport)
    small = {}
    for url in EVERY:
        page.goto(site + url)
        open_everything(page)
        small[url] = page.evaluate(SMALL_TARGETS)
    assert {url: targets for url, targets in small.items() if targets} == {}


def test_small_targets_side_by_side_are_found(page, site):
    """The twin: two small ones, one in a sentence, one apart, and a box within its label."""
    page.goto(f"{site}/about/")
    page.evaluate("""() => {
        const main = document.querySelector("main");
        main.innerHTML = `<h1>Small</h1><p><a class="one" href="/">1</a> <a class="two" href="/">2</a></p>
            <p>In a sentence a link is <a href="/">low</a>.</p><p><br><br><a href="/">far from the others</a><br><br></p>
            <label><input type="checkbox"> Large enough with its words</label>`;
        main.querySelector("label").style.cssText = "display: block; padding: 4px";
    }""")
    assert [found.split(" ")[0] for found in page.evaluate(SMALL_TARGETS)] == ["a.one", "a.two"]


def test_zoom_of_400_percent_needs_no_sideways_scrolling(page, site):
    page.set_viewport_size(ZOOMED)
    wide = {}
    for url in EVERY:
        page.goto(site + url)
        wide[url] = page.evaluate("document.documentElement.scrollWidth")
        open_everything(page)
        wide[url] = max(wide[url], page.evaluate("document.documentElement.scrollWidth"))
    assert {url: width for url, width in wide.items() if width > ZOOMED["width"]} == {}


# Nothing moves -------------------------------------------------------------------------------------------------------

PAINTED = "() => new Promise(done => new PerformanceObserver(done).observe({type: 'paint', buffered: true}))"
SHIFTS = """() => new Promise(done => {
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
    found.push(...observer.takeRecords());
    done(found.map(shift => shift.sources.map(({node}) => node?.className || node?.nodeName).join(", ")));
  })));
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_when_script_comes_late(page, site, viewport):
    page.set_viewport_size(viewport)
    held = []
    page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function it is given
    moved = {}
    for url in EVERY:
        page.goto(site + url, wait_until="commit")
        page.evaluate(PAINTED)
        for route in held:
            route.continue_()
        held.clear()
        page.wait_for_load_state("load")
        moved[url] = page.evaluate(SHIFTS)
    assert {url: shifts for url, shifts in moved.items() if shifts} == {}
