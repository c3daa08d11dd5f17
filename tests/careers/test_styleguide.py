"""The gallery of components: staff see each with its arguments and states, nobody else sees it at all."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from careers.gallery import exhibits
from careers.gallery.specimens import SPECIMENS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

COMPONENTS = sorted(path.stem for path in Path(settings.BASE_DIR, "templates", "components").glob("*.html"))


def test_gallery_is_for_staff_alone(visitor, staff):
    for url in ("/styleguide/", "/styleguide/fact/"):
        refused, shown = visitor.get(url), staff.get(url)
        assert (refused.status_code, refused["Location"]) == (302, f"/admin/login/?next={url}")
        assert shown.status_code == 200
        assert "no-store" in shown["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in shown.content.decode()


def test_every_component_stands_in_the_gallery_and_says_what_it_is_for():
    assert sorted(SPECIMENS) == COMPONENTS
    for exhibit in exhibits():
        assert exhibit.about, exhibit.name
        assert exhibit.usage.startswith(f'{{% include "{exhibit.template}"'), exhibit.name


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_is_shown_in_its_states_with_nothing_missing(staff, name, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "MISSING(%s)")
    page = staff.get(f"/styleguide/{name}/").content.decode()
    shown = page.partition('<section class="specimen"')[2]
    assert shown
    assert "MISSING(" not in shown


def test_component_without_its_argument_would_be_noticed(staff, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "MISSING(%s)")
    monkeypatch.setitem(SPECIMENS, "fact", lambda request: [("", {})])
    assert "MISSING(fact.label)" in staff.get("/styleguide/fact/").content.decode()


def test_unknown_component_is_not_found(staff):
    assert staff.get("/styleguide/no-such-component/").status_code == 404


def test_gallery_shows_the_colors_type_and_icons(staff):
    page = staff.get("/styleguide/").content.decode()
    for shown in ("swatch--accent", "look--factory", "heart-pulse", "button--quiet"):
        assert shown in page
