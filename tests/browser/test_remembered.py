"""What this browser remembers: shown in words at /about/privacy/, deleted there, and then gone from every page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
PLACE = "/about/privacy/#remembered"
NOTHING = "This browser remembers nothing from this site now."


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    """A page that must fit its window."""
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param["width"]
    context.close()


@pytest.fixture
def gathered(page, site):
    """The page, after somebody chose an area, two careers to compare and one for the list."""
    page.goto(f"{site}/careers/machinists/?area=49420")
    page.get_by_role("button", name="Compare Machinists", exact=True).click()
    page.get_by_role("button", name="Add Machinists to my list").click()
    page.goto(f"{site}/careers/registered-nurses/")
    page.get_by_role("button", name="Compare Registered Nurses", exact=True).click()
    return page


def remembered(page) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip() for line in page.locator(".remembered__list li").all_inner_texts()]


def assert_career_page_knows_nothing(page, site):
    page.goto(f"{site}/careers/registered-nurses/")
    expect(page.get_by_role("button", name="Compare Registered Nurses", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(page.get_by_role("button", name="Add Registered Nurses to my list")).to_be_visible()
    expect(page.locator(".remembered-area")).to_be_hidden()
    expect(page.locator(".compare-tray")).to_be_hidden()
    expect(page.locator(".list-bar__inner")).to_be_hidden()
    assert page.locator("main a[href*='area=']").count() == 0


def test_everything_is_shown_in_words_and_deleted_at_once(gathered, site):
    page = gathered
    page.get_by_role("link", name="What this browser remembers").click()
    expect(page).to_have_url(site + PLACE)
    expect(page.locator(".remembered__said")).to_have_text("This browser remembers:")
    assert remembered(page) == [
        "Your area: Yakima Delete your area",
        "Careers to compare: Machinists; Registered Nurses Delete careers to compare",
        "Your list: 1 entry Delete your list",
    ]
    page.get_by_role("button", name="Delete all of it").click()
    expect(page.locator(".remembered__said")).to_have_text(NOTHING)
    expect(page.locator(".remembered__said")).to_be_focused()
    expect(page.locator(".remembered button")).to_have_count(1)
    expect(page.locator(".remembered button")).to_be_hidden()
    expect(page.locator(".list-bar__inner")).to_be_hidden()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    expect(page.locator(".remembered__said")).to_have_text(NOTHING)
    assert_career_page_knows_nothing(page, site)


@pytest.mark.parametrize(
    ("button", "gone"),
    [("Delete your area", "area"), ("Delete careers to compare", "compare"), ("Delete your list", "shortlist")],
)
def test_one_thing_is_deleted_and_the_rest_stays(gathered, site, button, gone):
    page = gathered
    page.goto(site + PLACE)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".remembered__list li")).to_have_count(2)
    expect(page.get_by_role("button", name=button)).to_have_count(0)
    expect(page.locator(".remembered__said")).to_be_focused()
    assert page.evaluate("Object.keys(localStorage).sort()") == sorted({"area", "compare", "shortlist"} - {gone})
    page.goto(f"{site}/careers/machinists/")
    expect(page.locator(".remembered-area")).to_be_visible(visible=gone != "area")
    expect(page.locator(".compare-tray")).to_be_visible(visible=gone != "compare")
    expect(page.locator(".list-bar__inner")).to_be_visible(visible=gone != "shortlist")


def test_list_cleared_at_the_foot_of_the_page_goes_from_there_too(gathered, site):
    page = gathered
    page.goto(site + PLACE)
    page.get_by_role("button", name="Clear my list").click()
    expect(page.locator(".remembered__list li")).to_have_count(2)


def test_way_back_from_there_leads_to_a_page_that_forgot_too(gathered, site):
    page = gathered
    page.get_by_role("link", name="What this browser remembers").click()
    page.get_by_role("button", name="Delete all of it").click()
    expect(page.locator(".remembered__said")).to_have_text(NOTHING)
    page.go_back()
    expect(page).to_have_url(f"{site}/careers/registered-nurses/")
    expect(page.locator(".remembered-area")).to_be_hidden()
    expect(page.locator(".compare-tray")).to_be_hidden()
    expect(page.locator("main a[href*='area=']")).to_have_count(0)


def test_what_cannot_be_read_any_more_is_shown_and_can_be_deleted(page, site):
    page.goto(f"{site}/about/")
    for held in ("{", "null", "17", '"x"', "[null]"):
        page.evaluate("held => ['area', 'compare'].forEach((key) => localStorage.setItem(key, held))", held)
        page.goto(f"{site}/about/privacy/")
        assert remembered(page) == [
            "Your area: something that can no longer be read Delete your area",
            "Careers to compare: something that can no longer be read Delete careers to compare",
        ]
        page.get_by_role("button", name="Delete all of it").click()
        assert page.evaluate("localStorage.length") == 0


def test_words_of_others_stay_words(page, site):
    page.goto(f"{site}/about/")
    page.evaluate(
        """localStorage.setItem('area', JSON.stringify({ code: 'x', name: '<img src=x onerror="alert(1)">' }))"""
    )
    page.goto(f"{site}/about/privacy/")
    assert remembered(page) == ['Your area: <img src=x onerror="alert(1)"> Delete your area']


def test_browser_that_keeps_nothing_breaks_nothing(browser, site):
    """Some schools switch storage off: to touch it is an error then."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = context.new_page()
    page.goto(f"{site}/careers/machinists/?area=49420")
    page.get_by_role("button", name="Compare Machinists", exact=True).click()
    expect(page.locator(".compare-tray")).to_be_visible()
    expect(page.locator(".remembered-area")).to_be_hidden()
    page.get_by_role("button", name="Add Machinists to my list").click()
    expect(page).to_have_url(f"{site}/list/?careers=machinists&area=49420")
    page.goto(site + PLACE)
    expect(page.locator(".remembered__said")).to_have_text(NOTHING)
    context.close()


def test_without_script_the_page_says_that_nothing_is_remembered(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/about/")
    page.get_by_role("link", name="What this browser remembers").click()
    expect(page.locator(".remembered")).to_contain_text(
        "without JavaScript, this browser remembers nothing from this site."
    )
    expect(page.locator(".remembered button")).to_be_hidden()
    context.close()


def test_tray_of_the_comparison_takes_the_remembered_area_along(page, site):
    open_ = page.locator(".compare-tray__open")
    page.goto(f"{site}/careers/machinists/?area=49420")
    page.goto(f"{site}/careers/machinists/")
    page.get_by_role("button", name="Compare Machinists", exact=True).click()
    expect(open_).to_have_attribute("href", "/compare/?careers=machinists&area=49420")
    page.get_by_role("button", name="Forget it").click()
    expect(open_).to_have_attribute("href", "/compare/?careers=machinists")
    # One the page names comes first; the state, which leads anyway, need not be named.
    page.goto(f"{site}/careers/machinists/?area=53")
    expect(open_).to_have_attribute("href", "/compare/?careers=machinists&area=53")
    page.goto(f"{site}/careers/machinists/")
    expect(open_).to_have_attribute("href", "/compare/?careers=machinists")
    page.evaluate("""localStorage.setItem('area', JSON.stringify({ code: 'gone', name: 'Gone' }))""")
    page.reload()
    expect(open_).to_have_attribute("href", "/compare/?careers=machinists")
