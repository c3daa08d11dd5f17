"""Gathering careers and sharing a list of them, as a browser shows it: on a desk, by keyboard, without script, on a phone, on paper."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_public_pages import DESKTOP, PHONE

pytestmark = pytest.mark.django_db

FIVE = [
    "registered-nurses", "electricians", "machinists", "secondary-school-teachers-except-special-and-career-technical-education",
    "news-analysts-reporters-and-journalists",
]  # fmt: skip
LIST = f"/list/?careers={','.join(FIVE)}&title=Careers+for+our+family+evening"
MIXED = LIST + "&programs=51.3801,46.0302,15.0613&resources=american-association-of-medical-assistants,ajac,aiga"


@pytest.fixture
def page(browser, site):
    return browser.new_page(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])


def scanned(page) -> str:
    """What a phone reads from the code on the page."""
    picture = Image.open(io.BytesIO(page.locator(".qr").screenshot()))
    return zxingcpp.read_barcode(picture).text


def entries(page) -> list[str]:
    return page.locator(".entry__title").all_inner_texts()


def kept(page) -> str | None:
    return page.evaluate("localStorage.getItem('shortlist')")


def test_counselor_gathers_from_filters_and_shares_by_address_and_code(page, site):
    page.goto(f"{site}/careers/?q=nurse")
    page.get_by_label("Area").select_option(label="Yakima")
    expect(page).to_have_url(f"{site}/careers/?q=nurse&area=49420")
    page.get_by_role("button", name="Add Registered Nurses to my list").click()
    bar = page.get_by_role("region", name="My list")
    expect(bar.get_by_role("status")).to_have_text("Registered Nurses added. 1 career in your list.")
    page.goto(f"{site}/careers/electricians/?area=49420")
    page.get_by_role("button", name="Add Electricians to my list").click()
    expect(bar.get_by_role("status")).to_have_text("Electricians added. 2 careers in your list.")
    bar.get_by_role("link", name="My list: 2 careers").click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses,electricians&area=49420")
    page.get_by_label("Title").fill("Shop class")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop class")
    address = page.locator("#share-address").inner_text()
    assert re.fullmatch(rf"{site}/l/\w{{8}}/\?area=49420&title=Shop\+class", address)
    assert scanned(page) == address
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator(".share__said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.goto(address)
    assert entries(page) == ["Registered Nurses", "Electricians"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_is_read_on_a_phone_in_light_and_dark(browser, site, scheme):
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    page.goto(site + LIST)
    assert scanned(page) == page.locator("#share-address").inner_text()
    context.close()


def test_list_follows_what_is_moved_and_removed_on_its_page(page, site):
    page.goto(f"{site}/about/")
    page.evaluate("localStorage.setItem('shortlist', '[\"registered-nurses\", \"electricians\"]')")
    page.goto(f"{site}/list/?careers=registered-nurses,electricians")
    page.get_by_role("link", name="Move up Electricians").click()
    expect(page).to_have_url(f"{site}/list/?careers=electricians,registered-nurses")
    assert kept(page) == '["electricians","registered-nurses"]'
    page.get_by_role("link", name="Remove Electricians").click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses")
    assert kept(page) == '["registered-nurses"]'


def test_somebody_elses_list_leaves_mine_alone(page, site):
    page.goto(f"{site}/careers/electricians/")
    page.get_by_role("button", name="Add Electricians to my list").click()
    page.goto(f"{site}/list/?careers=registered-nurses,machinists")
    page.get_by_role("link", name="Remove Machinists").click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses")
    assert kept(page) == '["electricians"]'


def test_programs_and_resources_join_the_careers_that_an_earlier_script_kept(page, site):
    page.goto(f"{site}/about/")
    page.evaluate("localStorage.setItem('shortlist', '[\"registered-nurses\", \"electricians\"]')")
    page.goto(f"{site}/programs/46.0302/")
    page.get_by_role("button", name="Add Electrician to my list").click()
    bar = page.get_by_role("region", name="My list")
    expect(bar.get_by_role("status")).to_have_text("Electrician added. 2 careers, 1 program in your list.")
    page.goto(f"{site}/resources/?q=aiga")
    page.get_by_role("button", name=re.compile("^Add AIGA")).click()
    expect(bar.get_by_role("link")).to_have_text("My list: 2 careers, 1 program, 1 resource")
    assert kept(page) == '["registered-nurses","electricians","programs:46.0302","resources:aiga"]'
    bar.get_by_role("link").click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses,electricians&programs=46.0302&resources=aiga")
    assert entries(page) == ["Registered Nurses", "Electricians", "Electrician CIP 46.0302", "AIGA (external link)"]
    page.get_by_role("link", name="Remove Electrician", exact=True).click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses,electricians&resources=aiga")
    assert kept(page) == '["registered-nurses","electricians","resources:aiga"]'
    page.goto(f"{site}/about/privacy/")
    expect(page.locator(".remembered__list")).to_contain_text("Your list: 3 entries")


def test_what_is_added_on_the_page_of_my_list_is_kept_too(page, site):
    page.goto(f"{site}/careers/electricians/")
    page.get_by_role("button", name="Add Electricians to my list").click()
    page.goto(f"{site}/list/?careers=electricians")
    page.get_by_label("Name a career, a program or a resource").fill("machinist")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Add Machinists", exact=True).click()
    expect(page).to_have_url(f"{site}/list/?careers=electricians,machinists&q=machinist#find-title")
    assert kept(page) == '["electricians","machinists"]'
    # The twin: somebody else's list.
    page.goto(f"{site}/list/?careers=registered-nurses&q=machinist")
    page.get_by_role("link", name="Add Machinists", exact=True).click()
    expect(page).to_have_url(f"{site}/list/?careers=registered-nurses,machinists&q=machinist#find-title")
    assert kept(page) == '["electricians","machinists"]'


def test_list_begun_on_the_empty_page_is_mine(page, site):
    page.goto(f"{site}/list/?q=machinist")
    page.get_by_role("link", name="Add Machinists", exact=True).click()
    expect(page.get_by_role("link", name="My list: 1 career")).to_be_visible()
    assert kept(page) == '["machinists"]'


def test_programs_are_full_at_twelve_and_careers_are_not(page, site):
    page.goto(f"{site}/about/")
    page.evaluate(
        "localStorage.setItem('shortlist', JSON.stringify([...'0123456789ab'].map((n, i) => `programs:10.00${10 + i}`)))"
    )
    page.goto(f"{site}/programs/46.0302/")
    page.get_by_role("button", name="Add Electrician to my list").click()
    expect(page.locator(".list-bar__said")).to_have_text("Your list is full: it holds 12 programs.")
    page.goto(f"{site}/careers/electricians/")
    page.get_by_role("button", name="Add Electricians to my list").click()
    expect(page.get_by_role("link", name="My list: 1 career, 12 programs")).to_be_visible()


def test_list_is_full_at_twelve(page, site):
    page.goto(f"{site}/about/")
    page.evaluate("localStorage.setItem('shortlist', JSON.stringify([...'abcdefghijkl']))")
    page.goto(f"{site}/careers/electricians/")
    page.get_by_role("button", name="Add Electricians to my list").click()
    expect(page.locator(".list-bar__said")).to_have_text("Your list is full: it holds 12 careers.")
    expect(page.get_by_role("link", name="My list: 12 careers")).to_be_visible()


def test_careers_that_come_in_place_can_be_added_too(page, site):
    page.goto(f"{site}/careers/")
    page.get_by_role("checkbox", name=re.compile("^Manufacturing")).check()
    expect(page).to_have_url(f"{site}/careers/?cluster=manufacturing")
    page.get_by_role("button", name="Add Machinists to my list").click()
    expect(page.get_by_role("button", name="Remove Machinists from my list")).to_be_visible()
    assert kept(page) == '["machinists"]'


def test_list_is_cleared_at_the_foot_and_on_the_privacy_page(page, site):
    for address, button in (("/careers/electricians/", "Clear my list"), ("/about/privacy/", "Delete your list")):
        page.goto(f"{site}/careers/electricians/")
        page.get_by_role("button", name="Add Electricians to my list").click()
        page.goto(site + address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("link", name=re.compile("^My list"))).to_be_hidden()
        assert page.evaluate("localStorage.length") == 0


def test_memory_that_holds_something_else_breaks_nothing(page, site):
    page.goto(f"{site}/about/")
    for held in (
        "{",
        "null",
        "17",
        '{"a": 1}',
        '["<b>", 5, null, "../x", "programs:x", "schools:bates", "resources:a,b"]',
    ):
        page.evaluate("held => localStorage.setItem('shortlist', held)", held)
        page.goto(f"{site}/careers/electricians/")
        expect(page.get_by_role("link", name=re.compile("^My list"))).to_be_hidden()
        expect(page.get_by_role("button", name="Add Electricians to my list")).to_be_visible()


def tab_to(page, target, most: int = 150) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("target => target === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}.")


def test_gathering_and_copying_by_keyboard_alone(page, site):
    page.goto(f"{site}/careers/electricians/")
    tab_to(page, page.locator(".career__actions button[data-gather]"))
    page.keyboard.press("Space")
    switch = page.get_by_role("button", name="Remove Electricians from my list")
    expect(switch).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add Electricians to my list")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="My list: 1 career"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/list/?careers=electricians")
    tab_to(page, page.get_by_role("button", name="Copy the address"))
    page.keyboard.press("Enter")
    expect(page.locator(".share__said")).to_have_text("Copied.")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_targets_are_large_enough_and_the_page_fits(browser, site, viewport):
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/careers/?q=electricians")
    page.locator("button[data-gather]").first.click()
    page.goto(site + LIST)
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    targets = page.locator(".entry__changes a, .share button:visible, .share__ways a, .list-bar a, .list-bar button")
    assert [
        box for box in targets.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)") if box < 24
    ] == []
    page.goto(f"{site}/careers/electricians/")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    heights = page.locator("button[data-gather]").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert (len(heights) > 1, min(heights) >= 24) == (True, True)
    context.close()


def test_everything_but_gathering_in_the_browser_works_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/careers/electricians/")
    page.get_by_role("link", name="Add Electricians to my list").click()
    assert page.url == f"{site}/list/?careers=electricians"
    page.goto(site + LIST)
    page.get_by_role("link", name="Move up Machinists").click()
    assert entries(page)[:3] == ["Registered Nurses", "Machinists", "Electricians"]
    page.get_by_role("link", name="Remove Electricians").click()
    assert len(entries(page)) == 4
    page.get_by_label("Title").fill("Ours")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ours")
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    address = page.locator("#share-address").inner_text()
    assert scanned(page) == address
    page.get_by_role("link", name="Print a handout").click()
    expect(page.locator(".handout-note")).to_be_visible()
    page.goto(address)
    assert len(entries(page)) == 4
    context.close()


def test_list_of_several_kinds_is_put_together_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/programs/46.0302/")
    page.get_by_role("link", name="Add Electrician to my list").click()
    for words, found in (("machinist", "Add Machinists"), ("aiga", "Add AIGA")):
        page.get_by_label("Name a career, a program or a resource").fill(words)
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name=found, exact=True).click()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert (
            min(page.locator(".offer__add").evaluate_all("all => all.map(one => one.offsetHeight)"), default=24) >= 24
        )
    assert page.url == f"{site}/list/?careers=machinists&programs=46.0302&resources=aiga&q=aiga#find-title"
    assert entries(page) == ["Machinists", "Electrician CIP 46.0302", "AIGA (external link)"]
    address = page.locator("#share-address").inner_text()
    assert scanned(page) == address
    page.goto(address)
    assert entries(page) == ["Machinists", "Electrician CIP 46.0302", "AIGA (external link)"]
    context.close()


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("held", "entry_count"), [(LIST, 5), (MIXED, 11)], ids=["careers", "mixed"])
def test_handout_fits_two_sheets(page, site, paper, held, entry_count):
    page.goto(f"{site}{held}&print")
    assert len(entries(page)) == entry_count
    assert 1 <= sheets(page.pdf(format=paper)) <= 2
    # The twin: a page that is longer counts as longer.
    page.goto(f"{site}/careers/registered-nurses/")
    assert sheets(page.pdf(format=paper)) > 2


def test_paper_carries_facts_address_and_code_without_the_controls(page, site):
    page.goto(site + MIXED)
    page.emulate_media(media="print")
    for shown in (".entry__facts", ".entry__page", ".sources", "#share-address", ".qr"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.get_by_role("link", name="AIGA").evaluate("link => getComputedStyle(link, '::after').content") == (
        '" https://www.aiga.org/"'
    )
    for hidden in (
        ".list-finder",
        ".entry__changes",
        ".list-settings",
        ".share__copy",
        ".share__ways",
        ".list-bar",
        ".site-nav",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    assert scanned(page) == page.locator("#share-address").inner_text()
