"""Public pages as a browser shows them: phone and desktop, light and dark, without script, by keyboard, on paper."""

import re

import pytest

from tests.careers.test_occupation_page import SECTIONS
from tests.test_site import PAGES

# Without it pytest-django makes no database for a run of these tests alone.
pytestmark = pytest.mark.django_db

SEED = "/careers/manufacturing-production-technicians/"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_fit_and_do_nothing_but_being_looked_at(browser, site, viewport):
    page = browser.new_page(viewport=viewport)
    too_wide = []
    for url in PAGES:
        page.goto(site + url)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(url)
    assert too_wide == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_seed_career_shows_every_section_and_both_tables(browser, site, viewport):
    page = browser.new_page(viewport=viewport)
    page.goto(site + SEED)
    assert [address for address in SECTIONS if not page.locator(f"#{address}").is_visible()] == []
    assert page.locator("table.figures").count() == 2
    assert page.locator("#wages table tbody").count() == 10
    assert page.locator("#wages table tbody td").count() == 150
    assert page.locator("#regional-outlook table tbody tr").count() == 14
    page.close()


def test_search_works_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("#home-search", "cop")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Police and Sheriff")).click()
    assert page.url == f"{site}/careers/police-and-sheriffs-patrol-officers/"
    context.close()


def test_keyboard_reaches_the_content_first_and_shows_where_it_is(browser, site):
    page = browser.new_page()
    page.goto(site + SEED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_contents_on_a_phone_open_and_lead_to_the_section(browser, site):
    page = browser.new_page(viewport=PHONE)
    page.goto(site + SEED)
    page.get_by_text("On this page").last.click()
    page.locator(".contents--phone").get_by_role("link", name="Benefits", exact=True).click()
    assert page.url.endswith("#benefits")
    page.close()


def test_wide_table_scrolls_by_keyboard_inside_its_own_frame(browser, site):
    page = browser.new_page(viewport=PHONE)
    page.goto(site + SEED)
    frame = page.locator("#wages .table-scroll")
    frame.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(60):  # Scrolling is animated. Playwright's own waiting needs eval, which the content policy forbids.
        if scrolled := frame.evaluate("frame => frame.scrollLeft"):
            break
        page.wait_for_timeout(50)
    assert scrolled > 0
    assert page.evaluate("document.documentElement.scrollLeft") == 0
    page.close()


def test_areas_of_the_state_fold_in_the_picture_and_the_table_at_once_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site + SEED)
    in_table = page.locator("#wages table").get_by_text("Bellingham")
    in_picture = page.locator("#wages .ranges--small").get_by_text("Bellingham")
    assert (in_table.is_visible(), in_picture.is_visible()) == (False, False)
    assert page.locator("#wages table").get_by_text("United States").is_visible()
    page.locator("#wages .areas__more > summary").click()
    assert (in_table.is_visible(), in_picture.is_visible()) == (True, True)
    context.close()


def test_period_of_pay_is_switched_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SEED)
    page.get_by_role("navigation", name="Show pay by").get_by_role("link", name="Year").click()
    assert page.url == f"{site}{SEED}?pay_period=year#wages"
    assert page.locator("#wages .picture__title").first.text_content() == "Pay a year"
    context.close()


def test_paper_carries_the_content_without_the_controls(browser, site):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(site + SEED)
    page.emulate_media(media="print")
    assert page.locator("#wages table").is_visible()
    assert page.locator("#wages table").get_by_text("Bellingham").is_visible()
    # The picture of the many areas would take a sheet, and says nothing the table does not.
    assert not page.locator("#wages .ranges--small").is_visible()
    assert [
        shown
        for shown in (".site-nav", ".search", ".contents--side", ".breadcrumb")
        if page.locator(shown).first.is_visible()
    ] == []
    page.close()


def test_color_tokens_have_readable_contrast(browser, site):
    """Text roles against every background they stand on, in both schemes: 4.5 to 1 at least."""
    script = """() => {
      const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const luminance = role => {
        const probe = document.createElement('span');
        probe.className = 'probe';
        document.body.append(probe);
        probe.style.color = `var(${role})`;
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(c => {
          c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const found = [];
      for (const text of ['--ink', '--ink-soft', '--link'])
        for (const ground of ['--paper', '--surface', '--sunken', '--tint', '--notice']) {
          const [a, b] = [luminance(text), luminance(ground)].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          if (ratio < 4.5) found.push(`${text} on ${ground}: ${ratio.toFixed(2)}`);
        }
      const [label, button] = [luminance('--on-accent'), luminance('--button')];
      const ratio = (Math.max(label, button) + 0.05) / (Math.min(label, button) + 0.05);
      if (ratio < 4.5) found.push(`--on-accent on --button: ${ratio.toFixed(2)}`);
      return found;
    }"""
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(site + "/about/")
        assert page.evaluate(script) == [], scheme
        page.close()
