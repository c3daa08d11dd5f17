"""Search as a browser shows it: suggestions by keyboard, by touch and for screen readers, and all of it without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def home(browser, site) -> Page:
    page = browser.new_page()
    page.goto(site)
    yield page
    page.close()


def type_in(page: Page, words: str, box: str = "#home-search") -> Locator:
    """Type like a person, and wait for the suggestions."""
    page.locator(box).press_sequentially(words)
    options = page.locator(f"{box}-suggestions [role=option]")
    expect(options.first).to_be_visible()
    return options


def test_suggestions_are_chosen_by_keyboard(home, site):
    options = type_in(home, "police")
    box = home.locator("#home-search")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".+"))
    home.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(box).to_be_focused()
    home.keyboard.press("Enter")
    expect(home).to_have_url(f"{site}/careers/police-and-sheriffs-patrol-officers/")


def test_arrows_go_round_by_the_box_itself(home):
    options = type_in(home, "police")
    count = options.count()
    home.keyboard.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowDown")
    expect(home.locator("[role=option][aria-selected=true]")).to_have_count(0)
    home.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_enter_without_a_choice_searches_and_escape_only_closes(home, site):
    type_in(home, "cop")
    home.keyboard.press("Escape")
    expect(home.locator("#home-search-suggestions")).to_be_hidden()
    expect(home.locator("#home-search")).to_have_value("cop")
    expect(home.locator("#home-search")).to_have_attribute("aria-expanded", "false")
    home.keyboard.press("Enter")
    expect(home).to_have_url(f"{site}/search/?q=cop")


def test_screen_reader_hears_how_many_there_are_and_what_they_are(home):
    options = type_in(home, "cop")
    count = options.count()
    expect(home.locator("form.search [role=status]")).to_have_text(f"{count} suggestion{'' if count == 1 else 's'}")
    listbox = home.get_by_role("listbox", name="Suggestions")
    expect(listbox).to_be_visible()
    assert home.get_by_role("combobox", name="Find a career").get_attribute("aria-controls") == listbox.get_attribute(
        "id"
    )
    expect(options.first).to_contain_text("also called Police Officer")


def test_leaving_the_box_closes_the_list(home):
    type_in(home, "police")
    home.keyboard.press("Tab")
    expect(home.locator("#home-search-suggestions")).to_be_hidden()


def test_suggestion_is_tapped_on_a_phone(browser, site):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}/careers/registered-nurses/")
    options = type_in(page, "weld", "#header-search")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert options.first.bounding_box()["height"] >= 44
    options.first.tap()
    expect(page).to_have_url(f"{site}/careers/welders-cutters-solderers-and-brazers/")
    context.close()


def test_form_goes_on_working_when_suggestions_fail(browser, site):
    page = browser.new_page()
    page.route("**/suggest/**", lambda route: route.abort())
    page.goto(site)
    page.locator("#home-search").press_sequentially("cop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Police and Sheriff"))).to_be_visible()
    # The request that failed is on the console, as it was meant to be.
    browser.watches.clear()


def test_search_results_by_keyboard_alone_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator("#home-search").focus()
    page.keyboard.type("welding")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=welding")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("a:focus").count() and page.locator("a:focus").get_attribute("href").startswith(
            "/careers/welders"
        ):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/careers/welders-cutters-solderers-and-brazers/"))
    context.close()
