"""Promises of the whole site, tested on every public page."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client

from careers import models
from careers.models import (
    CipSocPair,
    Collection,
    EditorialNote,
    ImportRun,
    LinkCheck,
    Occupation,
    PageFeedback,
    PreviousCollectionSlug,
    PreviousSlug,
    RemovedRow,
    Resource,
    SearchMiss,
)
from careers.views.pages import server_error
from tests import builders, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

PAGES = [
    "/", "/careers/", "/careers/?q=weld", "/careers/?q=nothing-like-it",
    "/careers/?cluster=manufacturing&education=none&outlook=faster&pay_min=15&area=49420&sort=pay&page=2", "/careers/?area=gone",
    "/careers/registered-nurses/?area=49420", "/careers/manufacturing-production-technicians/",
    "/careers/registered-nurses/", "/careers/airline-pilots-copilots-and-flight-engineers/", "/clusters/",
    "/clusters/manufacturing/", "/collections/", "/collections/start-without-a-degree/",
    "/collections/help-people-get-well/?area=49420", "/programs/", "/programs/?q=nothing-like-it", "/programs/15.0613/",
    "/programs/12.0401/", "/schools/", "/schools/?q=nothing-like-it", "/schools/bates-technical-college/",
    "/schools/perry-technical-institute/", "/resources/", "/resources/?state=WA&kind=video", "/compare/",
    "/compare/?careers=registered-nurses&q=weld", "/compare/?careers=registered-nurses,airline-pilots-copilots-and-flight-engineers,gone&area=49420",
    "/interests/",
    "/interests/?a=210-x", "/interests/?a=210012210012210012210012220010&education=bachelor&pay_min=15&area=49420", "/interests/?code=RIC",
    "/list/",
    "/list/?careers=registered-nurses,machinists,gone-since&area=49420&title=For+%3Cb%3Eus", "/list/?careers=registered-nurses&print",
    "/list/?careers=machinists&programs=46.0302,99.9999&resources=aiga,gone&q=nurse",
    "/about/", "/about/data/", "/about/terms/",
    "/about/accessibility/", "/about/privacy/",
]  # fmt: skip
"""One address at least of every kind of public page."""

ERRORS = [
    "/no-such-page",
    "/careers/no-such-career/",
    "/clusters/no-such-cluster/",
    "/collections/no-such-collection/",
    "/programs/99.9999/",
    "/schools/no-such-school/",
]


@pytest.fixture
def pages(visitor) -> dict[str, str]:
    """The text of every public page, error pages and those of a retired career and a collection that was taken off included."""
    Occupation.objects.filter(slug="machinists").update(status="retired")
    Collection.objects.filter(slug="work-outdoors").update(is_published=False)
    others = ("/careers/machinists/", "/collections/work-outdoors/", "/l/damaged/")
    return {url: visitor.get(url).content.decode() for url in (*PAGES, *ERRORS, *others)}


@pytest.mark.parametrize("url", PAGES)
def test_public_page_answers_and_is_never_stored_with_a_cookie(visitor, url):
    response = visitor.get(url)
    assert response.status_code == 200
    assert response.cookies.output() == ""
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("url", ERRORS)
def test_missing_page_is_a_designed_404_without_a_cookie(visitor, url):
    response = visitor.get(url)
    assert response.status_code == 404
    assert "There is no page at this address" in html.text(response.content.decode())
    assert response.cookies.output() == ""


def test_every_page_has_one_h1_a_title_a_description_and_its_language(pages):
    for url, page in pages.items():
        assert len([level for level, _ in html.headings(page) if level == 1]) == 1, url
        assert re.search(r"<title>[^<{]{8,}</title>", page), url
        assert 15 <= len(unescape(re.search(r'<meta name="description" content="([^"{]*)"', page)[1])) <= 160, url
        assert '<html lang="en">' in page, url


def test_headings_never_skip_a_level(pages):
    for url, page in pages.items():
        levels = [level for level, _ in html.headings(page)]
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], url


def test_no_page_leaks_template_code_or_carries_inline_script_or_style(pages):
    for url, page in pages.items():
        assert [leak for leak in ("{{", "{%", "{#", "<style", " style=", "javascript:") if leak in page] == [], url
        assert (
            re.findall(r"<script(?! (?:type=\"module\" )?src=\"/static/[\w./-]+\"(?: defer)?></script>)", page) == []
        ), url
        assert re.findall(r"<[^>]+\son[a-z]+=", page) == [], url


def test_ids_are_unique_and_every_link_within_a_page_has_its_target(pages):
    for url, page in pages.items():
        ids = html.ids(page)
        assert sorted(ids) == sorted(set(ids)), url
        assert set(re.findall(r'href="#([^"]+)"', page)) - set(ids) == set(), url


def test_no_page_loads_anything_from_another_host(pages):
    for url, page in pages.items():
        assert re.findall(r'(?:src|srcset)="(?:https?:)?//', page) == [], url
        # The canonical address is a statement; nobody loads it.
        assert re.findall(r'<link(?! rel="canonical")[^>]+href="(?:https?:)?//', page) == [], url


def test_every_response_carries_the_strict_policy(visitor):
    for url in (*PAGES, *ERRORS):
        response = visitor.get(url)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")


def test_page_is_the_same_bytes_for_staff_and_visitors(visitor, staff):
    for url in PAGES:
        assert staff.get(url).content == visitor.get(url).content, url


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_read_only(method):
    for url in PAGES:
        assert getattr(Client(), method)(url).status_code == 405, url


def test_content_asks_whether_it_was_useful_and_what_is_searched_chosen_or_missing_does_not(pages):
    """The form holds a signed address, so that nothing but a page that is there may hold it."""
    asks = r"/(?:careers/[a-z-]+|(?:clusters|collections)(?:/[a-z-]+)?|programs/[0-9.]+|schools/[a-z-]+|resources|about(?:/[a-z]+)?)/"
    asking = [url for url in (*PAGES, *ERRORS, "/careers/machinists/", "/l/damaged/") if 'class="useful"' in pages[url]]
    gone = {*ERRORS, "/careers/machinists/"}
    assert asking == [url for url in PAGES if re.fullmatch(asks, url.partition("?")[0]) and url not in gone]


def test_server_error_page_needs_nothing(client):
    response = server_error(None)
    assert response.status_code == 500
    assert "Something went wrong on our side" in html.text(response.content.decode())


def test_note_on_any_kind_of_record_is_in_no_public_response(visitor):
    """A canary in every table the public must not see, and a note on one record of every model."""
    builders.offering().program.awards.create(level="associate")
    PreviousSlug.objects.create(occupation=Occupation.objects.first(), slug="formerly")
    PreviousCollectionSlug.objects.create(collection=Collection.objects.first(), slug="formerly")
    CipSocPair.objects.create(program=builders.program(), soc=builders.soc_group())
    for model in (*models.PUBLIC_MODELS, models.Edition):
        record = model.objects.first()
        assert record is not None, f"the demo has no {model.__name__} to plant a note on"
        for kind in EditorialNote.Kind:
            EditorialNote.objects.create(
                content_type=ContentType.objects.get_for_model(model), object_id=record.pk, kind=kind, section="CANARY", text="#CANARY",
                author_name="CANARY",
            )  # fmt: skip
    LinkCheck.objects.create(resource=Resource.objects.first(), result="broken", remark="CANARY", checked_by="CANARY")
    ImportRun.objects.create(files=[{"name": "CANARY.xlsx", "sha256": "CANARY"}], failure="CANARY")
    RemovedRow.objects.create(kind="Task", owner="CANARY", source_key="CANARY", label="CANARY")
    SearchMiss.objects.create(query="canary")
    PageFeedback.objects.create(path="/canary/", day="2026-01-31")
    every_career = [career.get_absolute_url() for career in Occupation.objects.published()]
    for url in (*PAGES, *every_career, "/agency.css", "/robots.txt", "/sitemap.xml", "/opensearch.xml"):
        content = visitor.get(url).content.decode().lower()
        assert "canary" not in content, url
        assert "checked link" not in content, url
    # The twin: what is public does show, so the search above would have found it.
    Occupation.objects.filter(slug="registered-nurses").update(benefits="<p>CANARY</p>")
    assert "canary" in visitor.get("/careers/registered-nurses/").content.decode().lower()


def test_public_models_and_staff_models_are_all_models():
    known = {*models.PUBLIC_MODELS, *models.STAFF_MODELS, models.Edition}
    through = {field.remote_field.through for model in known for field in model._meta.local_many_to_many}
    assert set(apps.get_app_config("careers").get_models(include_auto_created=True)) == known | through


def test_every_template_is_used():
    templates = Path(settings.BASE_DIR, "templates")
    code = "\n".join(path.read_text() for path in Path(settings.BASE_DIR, "careers").rglob("*.py"))
    # A component's usage example names itself; that is no use.
    markup = "\n".join(
        re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        for path in templates.rglob("*.html")
    )
    used = set(re.findall(r'"([\w/]+\.html)"', code + markup)) | {"404.html", "500.html"}
    used |= {f"careers/parts/{name}.html" for name in re.findall(r'Part\([^()]*?,\s+"(\w+)",\s+[^"\s]', code)}
    present = {path.relative_to(templates).as_posix() for path in templates.rglob("*.html")}
    assert {name for name in present if not name.startswith("admin/")} - used == set()


def test_models_have_no_change_without_a_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_agency_shows_its_name_and_its_color(visitor, settings):
    settings.AGENCY_NAME = "Evergreen Careers"
    settings.AGENCY_ACCENT = "#7a1f5c"
    page = visitor.get("/").content.decode()
    assert "Evergreen Careers" in html.text(page)
    assert '<link rel="stylesheet" href="/agency.css">' in page
    css = visitor.get("/agency.css")
    assert (css["Content-Type"], b"--accent: #7a1f5c" in css.content) == ("text/css", True)


def test_agency_is_reached_from_every_page(visitor, settings):
    assert ("Contact" in html.text(visitor.get("/").content.decode())) is False
    settings.AGENCY_URL, settings.AGENCY_CONTACT = "https://www.example.org/", "careers@example.org"
    page = visitor.get("/about/accessibility/").content.decode()
    assert page.count('href="mailto:careers@example.org"') == 2
    assert '<a href="https://www.example.org/">Career Portal</a>' in page


def test_without_an_accent_no_further_style_sheet_is_asked_for(visitor):
    assert "agency.css" not in visitor.get("/").content.decode()
    assert visitor.get("/agency.css").status_code == 404


def test_another_states_portal_leads_with_that_state(visitor, settings):
    settings.AGENCY_STATE = "OR"
    oregon = builders.state("Oregon", "OR", "41")
    nurses = Occupation.objects.get(slug="registered-nurses")
    builders.wage(nurses.soc, oregon, median="41.00")
    table = html.tables(visitor.get("/careers/registered-nurses/").content.decode())[0]
    assert [row[0] for row in table["rows"][1:] if len(row) == 1] == ["Oregon", "United States"]
