"""“Was this page useful?” as a browser shows it: with script, without, by keyboard, when nothing answers."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from careers.feedback import path_of

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
THANKS = "Thank you. We count answers, and nothing about you."


def sent_by(page) -> list[tuple[str, str, int]]:
    """What the page sends from now on: the page it says it is, the answer, and how the portal answers. Another thread counts it,
    which SQLite in memory keeps from the table as long as a test is under way."""
    sent = []

    def note(response) -> None:
        if response.url.endswith("/useful/"):
            form = parse_qs(response.request.post_data)
            sent.append((path_of(form["page"][0]), form["answer"][0], response.status))

    page.on("response", note)
    return sent


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    """A page that must keep nothing and fit its window."""
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param["width"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_answer_is_sent_in_place_and_thanked_for(page, site):
    page.goto(f"{site}/schools/bates-technical-college/")
    sent = sent_by(page)
    expect(page.locator(".useful__thanks")).to_be_hidden()
    page.get_by_role("button", name="Yes it was useful").click()
    said = page.locator(".useful").get_by_role("status")
    expect(said).to_have_text(THANKS)
    expect(said).to_be_focused()
    expect(page.locator(".useful__form")).to_be_hidden()
    expect(page).to_have_url(f"{site}/schools/bates-technical-college/")
    assert sent == [("/schools/bates-technical-college/", "yes", 303)]
    page.reload()
    expect(page.get_by_role("button", name="Yes it was useful")).to_be_visible()


def test_answer_by_keyboard_alone(page, site):
    page.goto(f"{site}/about/")
    sent = sent_by(page)
    page.get_by_role("button", name="Yes it was useful").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="No it was not useful")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".useful").get_by_role("status")).to_have_text(THANKS)
    assert sent == [("/about/", "no", 303)]


def test_buttons_are_large_enough(page, site):
    page.goto(f"{site}/about/")
    for button in page.locator(".useful button").all():
        box = button.bounding_box()
        assert (box["width"] >= 24, box["height"] >= 24) == (True, True)


def test_answer_that_cannot_be_sent_is_said_and_can_be_tried_again(browser, site):
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}/clusters/")
    sent = sent_by(page)
    page.route("**/useful/", lambda route: route.abort())
    yes = page.get_by_role("button", name="Yes it was useful")
    yes.click()
    said = page.locator(".useful").get_by_role("status")
    expect(said).to_have_text("Your answer could not be sent. Please try again later.")
    page.unroute("**/useful/")
    yes.click()
    expect(said).to_have_text(THANKS)
    assert sent == [("/clusters/", "yes", 303)]
    context.close()
    # The browser itself reports what was cut off, and nothing else.
    [watch] = browser.watches
    assert watch.errors == ["Failed to load resource: net::ERR_FAILED"]
    watch.errors.clear()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_answer_without_script_leads_back_to_the_page_and_its_thanks(browser, site, viewport):
    context = browser.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/careers/machinists/?area=49420")
    sent = sent_by(page)
    expect(page.get_by_text(THANKS)).to_be_hidden()
    page.get_by_role("button", name="No it was not useful").click()
    expect(page).to_have_url(f"{site}/careers/machinists/?area=49420#useful-thanks")
    expect(page.get_by_text(THANKS)).to_be_visible()
    expect(page.get_by_text(THANKS)).to_be_focused()
    expect(page.get_by_text(THANKS)).to_be_in_viewport()
    expect(page.locator(".useful__form")).to_be_hidden()
    assert context.cookies() == []
    assert sent == [("/careers/machinists/", "no", 303)]
    context.close()
