"""What search engines and browsers read."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from careers.models import Collection, EducationProgram, Occupation, School
from careers.views import machines
from tests import builders

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
STANDING = [
    "/", "/careers/", "/interests/", "/clusters/", "/collections/", "/programs/", "/schools/", "/resources/", "/about/", "/about/data/",
    "/about/terms/", "/about/accessibility/", "/about/privacy/",
]  # fmt: skip


def addresses(visitor, url: str = "/sitemap.xml") -> dict[str, str]:
    """The paths of a site map, each with its date or nothing."""
    response = visitor.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    found = [(entry.findtext(f"{MAP}loc"), entry.findtext(f"{MAP}lastmod", "")) for entry in root]
    assert all(address.startswith("http://testserver/") for address, _ in found)
    paths = {address.removeprefix("http://testserver"): changed for address, changed in found}
    assert len(paths) == len(found)
    return paths


@pytest.fixture
def content():
    """One of everything that has a page, and beside each one that has none, or none that lists show."""
    builders.collection("Sweet work", builders.occupation("Bakers"))
    builders.collection("Not yet", is_published=False)
    for status in ("draft", "in_review", "retired"):
        builders.occupation(f"Career {status}", status=status)
    builders.cluster("Hospitality")
    builders.program("12.0501", "Baking")
    builders.program("12", "Culinary services")
    builders.program("12.0599", "Reserved")
    builders.school("Open College")
    builders.school("Closed College", is_open=False)
    for model in (Collection, Occupation, EducationProgram, School):
        model.objects.update(updated_at=datetime(2026, 5, 4, 20, tzinfo=UTC))


@pytest.mark.usefixtures("content")
def test_site_map_holds_what_is_public_and_nothing_else(visitor):
    assert addresses(visitor) == {
        **dict.fromkeys(STANDING, ""),
        "/careers/bakers/": "2026-05-04",
        "/clusters/hospitality/": "",
        "/collections/sweet-work/": "2026-05-04",
        "/programs/12.0501/": "2026-05-04",
        "/schools/open-college/": "2026-05-04",
    }


@pytest.mark.usefixtures("content")
def test_every_address_of_the_site_map_is_a_page_that_says_it_is_its_own(visitor):
    for path in addresses(visitor):
        response = visitor.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        assert f'<link rel="canonical" href="http://testserver{path}">' in page, path
        assert 'name="robots"' not in page, path


@pytest.mark.usefixtures("content")
def test_site_map_takes_six_queries_and_no_cookie(visitor, django_assert_num_queries):
    for number in range(3):
        builders.occupation(f"Welders {number}")
        builders.school(f"College {number}")
    with django_assert_num_queries(6):
        response = visitor.get("/sitemap.xml")
    assert response.cookies.output() == ""
    assert response["Cache-Control"] == "public, max-age=3600"


@pytest.mark.usefixtures("content")
def test_site_map_too_large_for_one_file_is_a_list_of_files(visitor, monkeypatch):
    whole = addresses(visitor)
    monkeypatch.setattr(machines, "MOST_ADDRESSES", 4)
    parts = addresses(visitor)
    assert list(parts) == [f"/sitemap.xml?part={number}" for number in (1, 2, 3, 4, 5)]
    assert {path: changed for part in parts for path, changed in addresses(visitor, part).items()} == whole
    assert [len(addresses(visitor, part)) for part in parts] == [4, 4, 4, 4, 2]


@pytest.mark.parametrize("part", ["0", "2", "-1", "x", "", "²", "1e3", "9" * 5000])
def test_part_that_is_not_there_is_not_found(visitor, part):
    assert visitor.get("/sitemap.xml", {"part": part}).status_code == 404


def test_robots_may_read_all_but_what_is_made_of_an_address(visitor):
    text = visitor.get("/robots.txt").content.decode()
    everyone, previews = re.findall(r"((?:User-agent: .+\n)+)((?:Disallow: .+\n)+)", text)
    assert everyone[0] == "User-agent: *\n"
    assert re.findall(r"Disallow: (.+)", everyone[1]) == [
        "/admin/", "/search/", "/suggest/", "/compare/", "/list/", "/l/", "/interests/?",
    ]  # fmt: skip
    # Those that unfold a link read shared lists too.
    assert re.findall(r"User-agent: (.+)", previews[0]) == ["facebookexternalhit", "LinkedInBot", "Twitterbot"]
    assert previews[1] == "Disallow: /admin/\n"
    assert text.endswith("Sitemap: http://testserver/sitemap.xml\n")


def test_addresses_are_those_behind_the_proxy(visitor, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["careers.example.org"]
    for url in ("/robots.txt", "/sitemap.xml", "/opensearch.xml"):
        text = visitor.get(url, HTTP_HOST="careers.example.org", HTTP_X_FORWARDED_PROTO="https").content.decode()
        assert "https://careers.example.org/" in text, url
        assert "testserver" not in text, url


def test_browser_learns_how_to_search(visitor, settings):
    settings.AGENCY_NAME = 'Evergreen & "Sons" <Careers>'
    response = visitor.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    found = {entry.tag.rpartition("}")[2]: entry for entry in root}
    assert len(found["ShortName"].text) <= 16
    assert found["Description"].text.startswith('Evergreen & "Sons" <Careers>: ')
    assert found["Url"].attrib == {
        "type": "text/html", "method": "get", "template": "http://testserver/search/?q={searchTerms}",
    }  # fmt: skip
    page = visitor.get("/").content.decode()
    assert '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"' in page


@pytest.mark.parametrize("url", ["/robots.txt", "/sitemap.xml", "/opensearch.xml"])
def test_machines_only_read(visitor, url):
    assert (visitor.head(url).status_code, visitor.head(url).content) == (200, b"")
    for method in ("post", "put", "delete", "patch"):
        assert getattr(visitor, method)(url).status_code == 405
