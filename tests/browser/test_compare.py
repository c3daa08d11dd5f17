"""Careers side by side and the tray that gathers them, as a browser shows them: by keyboard, on a phone, without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
FOUR = "/compare/?careers=registered-nurses,airline-pilots-copilots-and-flight-engineers,machinists,electricians"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    """A page that must fit its window."""
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param["width"]
    context.close()


def toggle(page, title: str):
    return page.get_by_role("button", name=f"Compare {title}", exact=True)


def test_careers_gathered_in_the_list_are_compared(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    expect(page.locator(".compare-tray")).to_be_hidden()
    toggle(page, "Registered Nurses").click()
    expect(page.locator(".compare-status")).to_have_text("Registered Nurses added. 1 career to compare.")
    expect(toggle(page, "Registered Nurses")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}/careers/machinists/?area=49420")
    toggle(page, "Machinists").click()
    tray = page.get_by_role("region", name="Careers to compare")
    expect(tray).to_contain_text("2 careers")
    tray.get_by_role("link", name="Compare").click()
    expect(page).to_have_url(f"{site}/compare/?careers=registered-nurses,machinists&area=49420")
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_text(
        [re.compile("Registered Nurses"), re.compile("Machinists")]
    )


def test_tray_by_keyboard_alone(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    toggle(page, "Registered Nurses").focus()
    page.keyboard.press("Space")
    expect(page.locator(".compare-tray")).to_be_visible()
    page.locator(".compare-tray__count").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Take out Registered Nurses")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".compare-tray")).to_be_hidden()
    expect(page.locator(".compare-status")).to_have_text("Registered Nurses taken out. 0 careers to compare.")
    expect(page.locator("main")).to_be_focused()


def test_fifth_career_is_refused_in_words_and_the_tray_cleared(page, site):
    page.goto(f"{site}/careers/")
    buttons = page.locator(".compare-toggle")
    for number in range(5):
        buttons.nth(number).click()
    full = "Four careers are as many as fit. Take one out first."
    expect(page.locator(".compare-tray__count")).to_have_text(full)
    expect(page.locator(".compare-status")).to_have_text(full)
    expect(buttons.nth(4)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".compare-tray")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    assert page.locator(".compare-toggle[aria-pressed=true]").count() == 0


def test_list_that_changes_in_place_knows_the_tray(page, site):
    page.goto(f"{site}/careers/?sort=pay")
    first = page.locator(".compare-toggle").first
    name = first.inner_text()
    first.click()
    page.get_by_label("Sort by").select_option("name")
    expect(page).to_have_url(f"{site}/careers/?sort=name")
    expect(page.locator("a.compare-link")).to_have_count(0)
    page.get_by_label("Sort by").select_option("pay")
    expect(page).to_have_url(f"{site}/careers/?sort=pay")
    expect(page.locator(".compare-toggle").first).to_have_attribute("aria-pressed", "true")
    assert page.locator(".compare-toggle").first.inner_text() == name


def test_tray_leaves_the_end_of_the_page_in_sight(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    toggle(page, "Registered Nurses").click()
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    tray, footer = page.locator(".compare-tray").bounding_box(), page.locator(".site-footer").bounding_box()
    assert footer["y"] + footer["height"] <= tray["y"] + 1


def test_tray_stands_above_my_list_and_covers_none_of_it(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    toggle(page, "Registered Nurses").click()
    page.get_by_role("button", name="Add Registered Nurses to my list").click()
    expect(page.locator(".list-bar__open")).to_be_visible()
    # The bar tells its height a frame later.
    page.wait_for_timeout(200)
    tray, bar = page.locator(".compare-tray").bounding_box(), page.locator(".list-bar").bounding_box()
    assert tray["y"] + tray["height"] <= bar["y"] + 1


def test_targets_are_large_enough(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    toggle(page, "Registered Nurses").click()
    page.locator(".compare-tray__count").click()
    for target in page.locator(".compare-tray :is(a, button, summary), .compare-toggle").all():
        box = target.bounding_box()
        assert (box["width"] >= 24, box["height"] >= 24) == (True, True)


def test_memory_that_holds_something_else_breaks_nothing(page, site):
    page.goto(f"{site}/about/")
    for held in ("{", "null", "[null]", '[{"slug": "<b>", "title": "x"}]', '[{"slug": "x"}]', "17"):
        page.evaluate("held => localStorage.setItem('compare', held)", held)
        page.goto(f"{site}/careers/machinists/")
        expect(page.locator(".compare-tray")).to_be_hidden()
        expect(toggle(page, "Machinists")).to_have_attribute("aria-pressed", "false")


def test_comparison_fits_and_is_a_table_to_a_screen_reader(page, site):
    page.goto(site + FOUR)
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Usual education"))
    expect(row.get_by_role("cell")).to_have_count(4)


def test_phone_names_the_career_beside_each_value(browser, site):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(site + FOUR)
    expect(page.locator("tbody .comparison__name").first).to_be_visible()
    page.set_viewport_size(DESKTOP)
    expect(page.locator("tbody .comparison__name").first).to_be_hidden()
    context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_comparison_is_made_without_script(browser, site, viewport):
    context = browser.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/careers/?q=nurse")
    expect(page.locator(".compare-tray")).to_be_hidden()
    page.get_by_role("link", name="Compare Registered Nurses", exact=True).click()
    assert page.url == f"{site}/compare/?careers=registered-nurses"
    page.get_by_role("searchbox", name="Career to compare").fill("machinist")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Add Machinists", exact=True).click()
    assert page.url == f"{site}/compare/?careers=registered-nurses,machinists"
    page.get_by_label("Area").select_option(label="Yakima")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Take out Registered Nurses").click()
    assert page.url == f"{site}/compare/?careers=machinists&area=49420"
    context.close()
