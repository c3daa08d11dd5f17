"""The interest quiz as a browser shows it: by keyboard, without script, on a phone, on paper."""

import re

import pytest
from playwright.sync_api import expect

from careers.quiz import STATEMENTS

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
ANSWERS = "".join("2" if statement.interest == "S" else "0" for statement in STATEMENTS)


@pytest.fixture
def page(browser, site):
    """A page that must leave nothing in the browser."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    yield page
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def rate(page, number: int, words: str) -> None:
    page.locator(f"#statement-{number}").get_by_role("radio", name=words).check()


def test_quiz_by_keyboard_alone(page, site):
    page.goto(f"{site}/interests/")
    page.locator("#statement-1 input").first.focus()
    for statement in STATEMENTS:
        assert page.evaluate("document.activeElement.name") == statement.name
        page.keyboard.press("Space")
        if statement.interest == "S":
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show my careers"
    expect(page.locator(".quiz__count")).to_have_text("30")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/interests/?a={ANSWERS}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your interests: Social")


def test_chosen_rating_shows_the_focus_and_is_not_below_the_progress(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/interests/")
    for number in range(1, 12):
        page.locator(f"#statement-{number} input").first.focus()
        page.keyboard.press("Space")
        focus, progress = (
            page.locator(selector).bounding_box() for selector in (".rating:has(:focus-visible)", ".quiz__progress")
        )
        assert focus["y"] + focus["height"] <= progress["y"] + 1, number
    outline = "getComputedStyle(document.querySelector('.rating:has(:focus-visible)')).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_address_follows_the_answers_and_survives_loading_again(page, site):
    page.goto(f"{site}/interests/?area=49420")
    rate(page, 1, "Yes, I like that")
    rate(page, 3, "Not for me")
    expect(page).to_have_url(f"{site}/interests/?area=49420&a=2-0{'-' * 27}&change=1")
    expect(page.locator(".quiz__count")).to_have_text("2")
    page.reload()
    expect(page.locator("#statement-1").get_by_role("radio", name="Yes, I like that")).to_be_checked()
    expect(page.locator(".quiz__count")).to_have_text("2")
    page.get_by_role("button", name="Show my careers").click()
    expect(page).to_have_url(re.compile(rf"/interests/\?(area=49420&)?a=2-0{'-' * 27}(&area=49420)?$"))
    expect(page.get_by_role("status").filter(has_text="You have answered 2 of 30.")).to_be_visible()


def test_way_back_from_the_careers_leads_to_the_answers(page, site):
    page.goto(f"{site}/interests/?a={ANSWERS}&change=1")
    rate(page, 1, "Maybe")
    page.get_by_role("button", name="Show my careers").click()
    expect(page).to_have_url(f"{site}/interests/?a=1{ANSWERS[1:]}")
    page.go_back()
    expect(page.locator("#statement-1").get_by_role("radio", name="Maybe")).to_be_checked()


def test_filter_narrows_the_careers_in_place_and_keeps_the_answers(page, site):
    page.goto(f"{site}/interests/?a={ANSWERS}")
    page.get_by_role("checkbox", name=re.compile("^Four-year")).check()
    expect(page).to_have_url(f"{site}/interests/?a={ANSWERS}&education=bachelor")
    expect(page.locator("#result-count")).to_have_text(re.compile(r"^\s*\d+ careers found\s*$"))
    page.locator(".chip").click()
    expect(page).to_have_url(f"{site}/interests/?a={ANSWERS}#careers")
    expect(page.locator(".chip")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_quiz_without_script(browser, site, viewport):
    context = browser.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/interests/")
    expect(page.locator(".quiz__progress")).to_be_hidden()
    for statement in STATEMENTS[:-1]:
        rate(page, statement.number, "Yes, I like that" if statement.interest == "S" else "Not for me")
    page.get_by_role("button", name="Show my careers").click()
    expect(page).to_have_url(f"{site}/interests/?a={ANSWERS[:-1]}-")
    page.get_by_role("link", name="Statement 30").click()
    rate(page, 30, "Not for me")
    page.get_by_role("button", name="Show my careers").click()
    expect(page).to_have_url(f"{site}/interests/?a={ANSWERS}")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    assert context.cookies() == []
    context.close()


def test_quiz_on_a_phone_fits_and_its_ratings_are_easy_to_hit(browser, site):
    page = browser.new_page(viewport=PHONE)
    for address in ("", "?a=21", f"?a={ANSWERS}", "?code=SAI"):
        page.goto(f"{site}/interests/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
    page.goto(f"{site}/interests/")
    boxes = [rating.bounding_box() for rating in page.locator(".rating").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    page.locator("#statement-2 .rating").nth(2).click()
    expect(page.locator("#statement-2").get_by_role("radio", name="Yes, I like that")).to_be_checked()
    page.close()


def test_result_on_paper_has_the_scores_without_the_controls(page, site):
    page.goto(f"{site}/interests/?a={ANSWERS}")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    assert [page.locator(shown).is_visible() for shown in (".hexagon", "table.scores", ".letter-list")] == [True] * 3
    assert [
        hidden for hidden in (".actions", ".list__filters", ".list__fields") if page.locator(hidden).is_visible()
    ] == []


def test_code_typed_in_leads_to_careers(page, site):
    page.goto(f"{site}/interests/")
    page.get_by_label("Your letters, such as RIC").fill("sai")
    page.get_by_role("button", name="Show careers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interests: Social, Artistic, Investigative")
