"""The career list and the chosen area, as a browser shows them: in place, by keyboard, without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
MANUFACTURING = re.compile("^Manufacturing")


@pytest.fixture
def page(browser, site):
    return browser.new_page(viewport=DESKTOP)


def count_on(page) -> int:
    return int(re.match(r"\d+", page.locator("#result-count").inner_text())[0])


def test_filter_changes_the_list_in_place(page, site):
    page.goto(f"{site}/careers/?page=2")
    page.evaluate("document.body.dataset.same = 'page'")
    choice = page.get_by_role("checkbox", name=MANUFACTURING)
    choice.check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    expect(page.locator("#result-count")).to_have_text(re.compile(r"^\s*\d+ careers? found\s*$"))
    assert page.locator("body").get_attribute("data-same") == "page"
    expect(choice).to_be_focused()
    expect(page.get_by_role("link", name="Remove Career cluster: Manufacturing")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Production")).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing&pathway=manufacturing.production")


def test_count_beside_a_choice_is_what_the_list_then_holds(page, site):
    page.goto(f"{site}/careers/?cluster=manufacturing")
    before = count_on(page)
    # By its value: its name holds the count, and changes with the list as soon as it is checked.
    finance = page.locator("input[name=cluster][value=finance]")
    added = int(re.search(r"\+(\d+)", page.locator("label", has=finance).inner_text())[1])
    finance.check()
    expect(page).to_have_url(f"{site}/careers/?cluster=finance&cluster=manufacturing")
    expect(page.locator("#result-count")).to_have_text(re.compile(rf"^\s*{before + added} careers found"))


def test_count_is_read_out_from_a_region_that_stays(page, site):
    page.goto(f"{site}/careers/")
    page.evaluate("document.querySelector('#result-count').dataset.same = 'region'")
    page.get_by_label("Sort by").select_option("pay")
    expect(page).to_have_url(f"{site}/careers/?sort=pay")
    page.get_by_role("checkbox", name=MANUFACTURING).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing&sort=pay")
    region = page.get_by_role("status").filter(has_text="careers found")
    expect(region).to_have_attribute("data-same", "region")


def test_choice_left_out_of_a_shared_address_is_said_until_another_is_made(page, site):
    page.goto(f"{site}/careers/?cluster=gone-since")
    expect(page.locator(".banner")).to_contain_text("Career cluster: “gone-since” is not one of our choices any more")
    page.get_by_role("checkbox", name=MANUFACTURING).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    expect(page.locator(".banner")).to_have_count(0)


def test_way_back_leads_through_the_lists_seen(page, site):
    page.goto(f"{site}/careers/")
    page.get_by_role("checkbox", name=MANUFACTURING).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    page.go_back()
    expect(page).to_have_url(f"{site}/careers/")
    expect(page.get_by_role("checkbox", name=MANUFACTURING)).not_to_be_checked()
    expect(page.locator("#result-count")).to_have_text(re.compile(r"^\s*49 careers\s*$"))


def test_filters_by_keyboard_alone(page, site):
    page.goto(f"{site}/careers/")
    page.get_by_role("combobox", name="Words or code").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "manufacturing":
            break
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{site}/careers/")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_filters_without_script(browser, site, viewport):
    context = browser.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/careers/")
    if viewport is PHONE:
        page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name=MANUFACTURING).check()
    page.get_by_role("button", name="Show careers").click()
    assert "cluster=manufacturing" in page.url
    expect(page.locator(".chip")).to_have_text([re.compile("Manufacturing")])
    page.locator(".chip").click()
    expect(page.locator(".chip")).to_have_count(0)
    context.close()


def test_filters_on_a_phone_fold_and_fit(browser, site):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/careers/")
    choice = page.get_by_role("checkbox", name=MANUFACTURING)
    expect(choice).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    choice.check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    expect(choice).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Show careers").click()
    expect(choice).to_be_hidden()
    context.close()


def test_area_is_remembered_in_the_browser_offered_and_forgotten(page, site):
    page.goto(f"{site}/careers/registered-nurses/")
    expect(page.locator(".remembered-area")).to_be_hidden()
    page.get_by_label("Area").select_option(label="Yakima")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(f"{site}/careers/registered-nurses/?area=49420")
    page.goto(f"{site}/careers/welders-cutters-solderers-and-brazers/")
    expect(page.locator(".remembered-area")).to_contain_text("Your area: Yakima.")
    related = page.locator("main a[href^='/careers/'], main a[href*='/careers/?area']").first
    assert "area=49420" in related.get_attribute("href")
    page.get_by_role("link", name="Show it here").click()
    expect(page).to_have_url(f"{site}/careers/welders-cutters-solderers-and-brazers/?area=49420")
    expect(page.locator(".remembered-area")).to_contain_text("Your browser remembers Yakima.")
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator(".remembered-area")).to_be_hidden()
    page.goto(f"{site}/careers/registered-nurses/")
    expect(page.locator(".remembered-area")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_area_chosen_in_the_list_goes_along_to_a_career(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    page.get_by_label("Area").select_option(label="Yakima")
    expect(page).to_have_url(f"{site}/careers/?q=nurse&area=49420")
    page.get_by_role("link", name="Registered Nurses", exact=True).click()
    expect(page).to_have_url(f"{site}/careers/registered-nurses/?area=49420")


def test_memory_that_holds_something_else_breaks_nothing(page, site):
    page.goto(f"{site}/about/")
    for held in ("{", "null", '{"code": "<b>", "name": "x"}', "17"):
        page.evaluate("held => localStorage.setItem('area', held)", held)
        page.goto(f"{site}/careers/registered-nurses/")
        expect(page.locator(".remembered-area")).to_be_hidden()
