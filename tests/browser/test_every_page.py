"""Every kind of public page: large targets, room at 400 % zoom, and nothing that moves by itself."""

import pytest

from tests.browser.every import DESKTOP, EVERY, KINDS, ZOOMED, open_everything
from tests.browser.test_public_pages import PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retired")]

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
def test_targets_are_large_or_stand_apart(returning, site, viewport):
    page = returning
    page.set_viewport_size(viewport)
    small = {}
    for url in EVERY if viewport is PHONE else KINDS:
        page.goto(site + url)
        open_everything(page)
        small[url] = page.evaluate(SMALL_TARGETS)
    assert {url: targets for url, targets in small.items() if targets} == {}


def test_small_targets_side_by_side_are_found(returning, site):
    """The twin: two small ones, one in a sentence, one apart, and a box within its label."""
    page = returning
    page.goto(f"{site}/about/")
    page.evaluate("""() => {
        const main = document.querySelector("main");
        main.innerHTML = `<h1>Small</h1><p><a class="one" href="/">1</a> <a class="two" href="/">2</a></p>
            <p>In a sentence a link is <a href="/">low</a>.</p><p><br><br><a href="/">far from the others</a><br><br></p>
            <label><input type="checkbox"> Large enough with its words</label>`;
        main.querySelector("label").style.cssText = "display: block; padding: 4px";
    }""")
    assert [found.split(" ")[0] for found in page.evaluate(SMALL_TARGETS)] == ["a.one", "a.two"]


def test_zoom_of_400_percent_needs_no_sideways_scrolling(returning, site):
    page = returning
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
def test_nothing_moves_when_script_comes_late(returning, site, viewport):
    page = returning
    page.set_viewport_size(viewport)
    held = []
    page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function it is given
    moved = {}
    for url in EVERY if viewport is PHONE else KINDS:
        page.goto(site + url, wait_until="commit")
        page.evaluate(PAINTED)
        for route in held:
            route.continue_()
        held.clear()
        page.wait_for_load_state("load")
        moved[url] = page.evaluate(SHIFTS)
    assert {url: shifts for url, shifts in moved.items() if shifts} == {}
