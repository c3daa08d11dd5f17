"""Whole ways through the portal, as people go them: a student, a counselor, a phone, the keyboard alone, and no script at all.

Every test of a browser also asks for a quiet console, for nothing from another host, and for no cookie: see conftest.py.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from careers.quiz import STATEMENTS
from tests.browser.test_public_pages import DESKTOP, PHONE
from tests.browser.test_sharing import entries, scanned, sheets

pytestmark = pytest.mark.django_db

POLICE, NURSES, MACHINISTS = "Police and Sheriff's Patrol Officers", "Registered Nurses", "Machinists"


def test_student_from_a_word_to_a_printed_handout(browser, site):
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script("window.print = () => { document.body.dataset.printed = 'yes' }")
    page = context.new_page()
    page.goto(site)
    page.get_by_role("combobox", name="Find a career").press_sequentially("cop")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=cop")
    page.get_by_role("link", name=re.compile("^Police and Sheriff")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Police and Sheriff"))
    page.locator(".career__actions button[data-gather]").click()
    page.get_by_role("combobox", name="Find a career").press_sequentially("nurse")
    page.get_by_role("listbox", name="Suggestions").get_by_role("option").first.click()
    expect(page).to_have_url(f"{site}/careers/registered-nurses/")
    page.locator(".career__actions button[data-gather]").click()
    page.get_by_role("link", name="My list: 2 careers").click()
    page.get_by_label("Title").fill("What I could be")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What I could be")
    assert len(entries(page)) == 2
    page.get_by_role("link", name="Print a handout").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    assert sheets(page.pdf(format="Letter")) == 1


def test_counselor_from_filters_to_a_code_that_opens_the_same_list(browser, site):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{site}/careers/")
    page.get_by_role("checkbox", name=re.compile("^Manufacturing")).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    page.get_by_label("Sort by").select_option("pay")
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing&sort=pay")
    for number in range(3):
        page.locator("button[data-gather]").nth(number).click()
    page.get_by_role("link", name="My list: 3 careers").click()
    page.get_by_label("Title").fill("Shop class, second period")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop class, second period")
    gathered = entries(page)
    assert len(gathered) == 3
    address = scanned(page)
    assert address.startswith(f"{site}/l/")
    # A student's phone, which has never been here.
    phone = browser.new_page(viewport=PHONE)
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Shop class, second period")
    assert entries(phone) == gathered


def test_phone_chooses_an_area_once(browser, site):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}/careers/?q=nurse")
    page.get_by_label("Area").select_option(label="Yakima")
    expect(page).to_have_url(f"{site}/careers/?q=nurse&area=49420")
    page.get_by_role("link", name=NURSES, exact=True).tap()
    expect(page).to_have_url(f"{site}/careers/registered-nurses/?area=49420")
    expect(page.get_by_label("Area")).to_have_value("49420")
    page.get_by_text("Menu", exact=True).tap()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Clusters").tap()
    expect(page).to_have_url(f"{site}/clusters/?area=49420")
    page.get_by_role("link", name=re.compile("^Manufacturing")).tap()
    expect(page).to_have_url(f"{site}/clusters/manufacturing/?area=49420")
    page.get_by_role("link", name=MACHINISTS, exact=True).first.tap()
    expect(page).to_have_url(f"{site}/careers/machinists/?area=49420")
    # On another day, by an address without an area, it is offered and goes along.
    page.goto(f"{site}/careers/electricians/")
    expect(page.locator(".remembered-area")).to_contain_text("Your area: Yakima.")
    page.get_by_role("link", name="Show it here").tap()
    expect(page).to_have_url(f"{site}/careers/electricians/?area=49420")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


# By keyboard ---------------------------------------------------------------------------------------------------------

# What is amiss with the focus, in a word; nothing when it has a ring and lies in sight, on top of every bar.
AMISS = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const rings = [one, one.closest(".rating, label, main")].filter(Boolean).map(ringed => getComputedStyle(ringed));
  if (!rings.some(({outlineStyle, outlineWidth}) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2)) return "no ring";
  const {left, right, top, bottom} = one.getClientRects()[0];
  // Of something taller than the window, such as a table that scrolls, the part that is in the window counts.
  const [upper, lower] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  if (upper >= lower) return "out of sight";
  const hit = document.elementFromPoint((left + right) / 2, (upper + lower) / 2);
  return hit && (one.contains(hit) || hit.contains(one) || hit.closest("label")?.control === one) ? "" : `below ${hit?.className}`;
}"""


def press_until(page: Page, target: Locator, key: str = "Tab", most: int = 300) -> None:
    """Press a key until the target has the focus; on the way there the focus is always in sight."""
    amiss = []
    for _ in range(most):
        page.keyboard.press(key)
        if wrong := page.evaluate(AMISS):
            amiss.append((page.evaluate("document.activeElement.outerHTML.slice(0, 120)"), wrong))
        if target.evaluate("target => target === document.activeElement"):
            assert amiss == []
            return
    pytest.fail(f"{key} does not reach {target} in {most} steps.")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_keyboard_alone_from_home_to_a_comparison(browser, site, viewport):
    page = browser.new_page(viewport=viewport, reduced_motion="reduce")
    page.goto(site)
    press_until(page, page.get_by_role("combobox", name="Find a career"), most=20)
    page.keyboard.type("weld")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/careers/welders-cutters-solderers-and-brazers/")
    press_until(page, page.locator(".compare-toggle").first)
    page.keyboard.press("Space")
    press_until(page, page.locator(".career__actions button[data-gather]"))
    page.keyboard.press("Space")
    # From here on two bars stand at the foot of the window.
    expect(page.locator(".compare-tray")).to_be_visible()
    expect(page.get_by_role("link", name="My list: 1 career")).to_be_visible()
    press_until(page, page.get_by_role("combobox", name="Find a career"), "Shift+Tab")
    page.keyboard.type("machinist")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/careers/machinists/")
    press_until(page, page.locator(".compare-toggle").first)
    page.keyboard.press("Enter")
    # Through the whole page, past everything that stands on it, to the tray at its foot.
    press_until(page, page.locator(".compare-tray__open"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/compare/?careers=welders-cutters-solderers-and-brazers,machinists")
    expect(page.get_by_role("table")).to_be_visible()


def test_focus_that_a_bar_covers_is_found(browser, site):
    """The twin: a bar over the whole window hides whatever has the focus; and a focus without a ring is none."""
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{site}/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(AMISS) == ""
    page.evaluate("document.activeElement.style.outline = 'none'")
    assert page.evaluate(AMISS) == "no ring"
    page.evaluate("document.activeElement.style.outline = ''")
    page.evaluate("""() => {
        const bar = document.createElement("div");
        bar.className = "bar";
        bar.style.cssText = "position: fixed; inset: 0; z-index: 9";
        document.body.append(bar);
    }""")
    assert page.evaluate(AMISS) == "below bar"


# Without script ------------------------------------------------------------------------------------------------------


def go_to(page: Page, name: str) -> None:
    """By the links at the head, which a phone folds into a menu."""
    if page.viewport_size["width"] < DESKTOP["width"]:
        page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_all_of_it_works_without_script(browser, site, viewport):
    page = browser.new_page(viewport=viewport, java_script_enabled=False)
    # Search, and a career.
    page.goto(site)
    page.get_by_role("searchbox", name="Find a career").fill("cop")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Police and Sheriff")).click()
    # An area, which goes along.
    page.get_by_label("Area").select_option(label="Yakima")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(f"{site}/careers/police-and-sheriffs-patrol-officers/?area=49420")
    go_to(page, "Careers")
    # Filters.
    if viewport is PHONE:
        page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Manufacturing")).check()
    page.get_by_role("button", name="Show careers").click()
    assert re.search(r"[?&]cluster=manufacturing\b.*&area=49420\b|[?&]area=49420\b.*&cluster=manufacturing\b", page.url)
    # A comparison.
    page.get_by_role("link", name=f"Compare {MACHINISTS}", exact=True).click()
    page.get_by_role("searchbox", name="Career to compare").fill("weld")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Add Welders")).first.click()
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_count(2)
    # The quiz.
    go_to(page, "Interests")
    for statement in STATEMENTS:
        words = "Yes, I like that" if statement.interest == "S" else "Not for me"
        page.locator(f"#statement-{statement.number}").get_by_role("radio", name=words).check()
    page.get_by_role("button", name="Show my careers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your interests: Social")
    # A list, its title, its short form.
    page.locator("a[data-gather]").first.click()
    assert len(entries(page)) == 1
    page.get_by_label("Title").fill("Ours")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ours")
    address = page.locator("#share-address").inner_text()
    assert address.startswith(f"{site}/l/")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ours")
    assert len(entries(page)) == 1


# On paper ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "most"),
    [
        ("/careers/registered-nurses/?area=49420", 10),
        ("/careers/?sort=pay", 3),
        ("/compare/?careers=registered-nurses,machinists,electricians", 3),
        ("/list/?careers=registered-nurses,machinists,electricians&print", 1),
    ],
)
def test_page_takes_few_sheets_of_paper(browser, site, url, most):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(site + url)
    counts = [sheets(page.pdf(format=paper)) for paper in ("Letter", "A4")]
    assert max(counts) <= most
