"""Clusters, programs, schools and resources as a browser shows them."""

import re

import pytest

from tests.browser.test_public_pages import DESKTOP, PHONE

pytestmark = pytest.mark.django_db

BOXES = "steps => steps.map(step => step.getBoundingClientRect().toJSON())"


def boxes(page, selector: str) -> list[dict]:
    return page.locator(selector).evaluate_all(BOXES)


def test_steps_of_a_pathway_rise_on_one_ground_and_stand_below_each_other_on_a_phone(browser, site):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{site}/clusters/health-science/")
    drawn = f'section[aria-labelledby="{page.locator("section h2").first.get_attribute("id")}"] .step'
    steps = boxes(page, drawn)
    assert len(steps) > 1
    assert [step["top"] for step in steps] == sorted({step["top"] for step in steps}, reverse=True)
    assert {round(step["bottom"]) for step in steps} == {round(steps[0]["bottom"])}
    page.set_viewport_size(PHONE)
    steps = boxes(page, drawn)
    assert [step["top"] for step in steps] == sorted({step["top"] for step in steps})
    assert [step["left"] for step in steps] == sorted({step["left"] for step in steps})
    page.close()


def test_state_of_a_programs_schools_is_chosen_and_taken_back_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/programs/12.0401/?state=WA")
    assert page.locator(".school").count() == 19
    page.get_by_role("link", name="Remove State: Washington").click()
    assert page.url == f"{site}/programs/12.0401/#schools"
    page.locator(".school a").first.click()
    assert re.fullmatch(rf"{site}/schools/[\w-]+/", page.url)
    page.get_by_role("link", name="Cosmetology/Cosmetologist, General", exact=True).click()
    assert page.url == f"{site}/programs/12.0401/"
    context.close()


@pytest.mark.parametrize(
    ("address", "choice", "left"),
    [("/schools/", "control-public", ["control=public"]), ("/resources/", "kind-government", ["kind=government"])],
)
def test_choice_of_a_filter_narrows_a_directory_at_once(browser, site, address, choice, left):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(site + address)
    page.locator(f"#{choice}").check()
    page.wait_for_url(re.compile(r"\?"))
    assert page.url.partition("?")[2].split("&") == left
    page.locator(".chip").wait_for()
    page.close()


def test_navigation_is_one_row_on_a_desk_and_a_menu_on_a_phone(browser, site):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{site}/clusters/")
    header = boxes(page, ".site-name, .site-nav a, .site-header .search")
    assert max(box["top"] for box in header) < min(box["bottom"] for box in header)
    page.set_viewport_size(PHONE)
    assert not page.locator(".site-nav a").first.is_visible()
    page.locator(".site-nav summary").click()
    assert page.locator(".site-nav a").first.is_visible()
    assert all(box["right"] <= PHONE["width"] and box["height"] >= 24 for box in boxes(page, ".site-nav a"))
    page.close()
