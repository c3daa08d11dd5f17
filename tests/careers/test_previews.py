"""What a link to a page unfolds to: its title, a description, its one address, a picture."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from careers.codes import FigureStatus
from careers.models import OccupationWording
from careers.previews import LONGEST
from tests import builders

pytestmark = pytest.mark.django_db

HOSTILE = "\"><script>alert('x')</script> &amp; &#x27;"


def tags(visitor, url: str, **headers) -> dict[str, str]:
    """The head of a page: every meta tag by its name, the title, the canonical address; read as a browser reads them."""
    page = visitor.get(url, **headers).content.decode()
    head = page[: page.index("</head>")]
    metas = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"(?: [^>]*)?>', head)
    found = {name: unescape(content) for name, content in metas}
    assert len(found) == len(metas), url
    found["title"] = unescape(re.search(r"<title>([^<]*)</title>", head)[1])
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', head)
    assert len(canonical) <= 1, url
    return found | {"canonical": unescape(canonical[0]) if canonical else ""}


@pytest.fixture
def nurses():
    career = builders.occupation(
        "Registered Nurses", summary="<p>Registered nurses look after people who are ill. They work in shifts.</p>"
    )
    career.pathways.add(
        builders.pathway("Therapeutic Services", cluster=builders.cluster("Health Science", look="heart-pulse"))
    )
    builders.wage(career.soc, builders.state(), median="46.63")
    return career


def test_career_unfolds_to_its_title_its_first_sentence_its_pay_and_its_picture(visitor, nurses):
    said = "Registered nurses look after people who are ill. Middle pay: $46.63 an hour (Washington, May 2024)."
    picture = "http://testserver/careers/registered-nurses/card.png"
    assert tags(visitor, "/careers/registered-nurses/") == {
        "viewport": "width=device-width, initial-scale=1",
        "title": "Registered Nurses | Career Portal",
        "description": said,
        "color-scheme": "light dark",
        "theme-color": "#0b5f6b",
        "canonical": "http://testserver/careers/registered-nurses/",
        "og:site_name": "Career Portal",
        "og:type": "article",
        "og:url": "http://testserver/careers/registered-nurses/",
        "og:title": "Registered Nurses",
        "og:description": said,
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Registered Nurses: middle pay and outlook",
        "twitter:card": "summary_large_image",
        "twitter:title": "Registered Nurses",
        "twitter:description": said,
        "twitter:image": picture,
        "twitter:image:alt": "Registered Nurses: middle pay and outlook",
    }


def test_other_pages_unfold_to_the_picture_of_the_portal(visitor):
    found = tags(visitor, "/about/")
    assert (found["og:title"], found["og:type"]) == ("About", "website")
    assert found["og:image"] == found["twitter:image"] == "http://testserver/card.png"
    assert found["og:image:alt"] == "Career Portal: find a career that fits"


def test_addresses_are_those_behind_the_proxy(visitor, settings, nurses):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["careers.example.org"]
    headers = {"HTTP_HOST": "careers.example.org", "HTTP_X_FORWARDED_PROTO": "https"}
    found = tags(visitor, "/careers/registered-nurses/", **headers)
    assert found["canonical"] == found["og:url"] == "https://careers.example.org/careers/registered-nurses/"
    assert found["og:image"] == "https://careers.example.org/careers/registered-nurses/card.png"


# Descriptions --------------------------------------------------------------------------------------------------------


def description(visitor, career) -> str:
    return tags(visitor, career.get_absolute_url())["description"]


def test_long_sentence_is_cut_at_a_word_and_the_pay_stays(visitor, nurses):
    nurses.summary = f"<p>{'Nurses look after many people. '.replace('.', ',') * 20}</p>"
    nurses.save()
    said = description(visitor, nurses)
    assert len(said) <= LONGEST
    assert re.fullmatch(
        r"(Nurses look after many people, )+Nurses look… Middle pay: .* \(Washington, May 2024\)\.", said
    )


def test_career_without_text_or_pay_still_has_a_description_of_its_own(visitor):
    bakers = builders.occupation("Bakers")
    assert description(visitor, bakers) == "What bakers do, how to become one, and what is ahead."


def test_pay_that_is_withheld_is_not_spoken_of_and_a_top_coded_one_is(visitor):
    surgeons = builders.occupation("Surgeons", summary="<p>Surgeons operate.</p>")
    survey = builders.release("wages", builders.state(), annual_top_code=239200)
    stat = builders.wage(
        surgeons.soc, builders.state(), survey, median=None, hourly_median_status=FigureStatus.WITHHELD
    )
    assert description(visitor, surgeons) == "Surgeons operate."
    stat.annual_median_status = FigureStatus.TOP_CODED
    stat.save()
    assert (
        description(visitor, surgeons)
        == "Surgeons operate. Middle pay: $239,200 or more a year (Washington, May 2024)."
    )


def test_place_with_a_name_too_long_leaves_the_sentence_its_room(visitor, nurses):
    counties = builders.metro(
        "Adams, Asotin, Columbia, Ferry, Garfield, Lincoln, Pend Oreille and Whitman Counties", "53-08"
    )
    counties.kind = "county_group"
    counties.save()
    builders.wage(nurses.soc, counties, median="40.00")
    found = tags(visitor, "/careers/registered-nurses/?area=53-08")
    assert found["description"] == "Registered nurses look after people who are ill."


def test_pay_of_a_larger_group_is_said_to_be(visitor):
    large, small = builders.chain(("29-1140", "Nurses of all kinds"), ("29-1141", "Registered Nurses"))
    career = builders.occupation("Registered Nurses", soc=small, summary="<p>They nurse.</p>")
    builders.wage(large, builders.state())
    said = "They nurse. Middle pay, of a larger group: $20.00 an hour (Washington, May 2024)."
    assert description(visitor, career) == said
    OccupationWording.objects.create(occupation=career, key="proxy_wages_state", is_off=True)
    assert description(visitor, career) == "They nurse."


# Titles that mean harm -----------------------------------------------------------------------------------------------


def test_hostile_title_reads_as_it_was_written_and_does_nothing(visitor, settings):
    settings.AGENCY_NAME = f"Agency {HOSTILE}"
    career = builders.occupation(HOSTILE, slug="hostile", summary=f"<p>{HOSTILE.replace('<', '&lt;')}</p>")
    page = visitor.get(career.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    found = tags(visitor, career.get_absolute_url())
    assert found["title"] == f"{HOSTILE} | Agency {HOSTILE}"
    assert found["og:title"] == found["twitter:title"] == HOSTILE
    assert found["og:site_name"] == f"Agency {HOSTILE}"
    assert found["og:image:alt"] == f"{HOSTILE}: middle pay and outlook"


def test_shared_list_says_that_its_title_is_somebodys_own(visitor, nurses):
    found = tags(visitor, "/list/?careers=registered-nurses&title=Official+notice")
    assert found["og:title"] == "A list somebody shared: “Official notice”"
    assert found["description"].startswith("The person who shared this list wrote its title. ")
    assert len(found["description"]) <= LONGEST
    assert found["robots"] == "noindex"
    address = urlsplit(found["og:url"])
    assert (address.scheme, address.netloc, address.path[:3]) == ("http", "testserver", "/l/")
    assert parse_qs(address.query) == {"title": ["Official notice"]}
    assert tags(visitor, found["og:url"])["og:url"] == found["og:url"]
    untitled = tags(visitor, "/list/?careers=registered-nurses")
    assert untitled["og:title"] == "A list of careers"
    assert "title" not in untitled["description"]


def test_title_of_a_shared_list_is_cut_and_escaped(visitor, nurses):
    written = '"><b>' * 40
    found = tags(visitor, f"/list/?careers=registered-nurses&title={quote(written)}")
    assert found["og:title"] == f"A list somebody shared: “{written[:80]}”"


# One address for each page -------------------------------------------------------------------------------------------


@pytest.fixture
def many(nurses):
    for number in range(30):
        builders.occupation(f"Welders {number:02}")
    builders.metro()


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("url", "canonical", "robots"),
    [
        ("/", "/", None),
        ("/?utm_source=mail", "/", None),
        ("/careers/registered-nurses/?area=49420&utm_source=mail", "/careers/registered-nurses/", None),
        ("/careers/", "/careers/", None),
        ("/careers/?page=2", "/careers/?page=2", None),
        ("/careers/?page=2&area=49420", "/careers/?page=2", None),
        ("/careers/?page=99", "/careers/?page=2", None),
        ("/careers/?page=%22%3E", "/careers/", None),
        ("/careers/?sort=pay&page=2", "/careers/", None),
        ("/careers/?q=welders&page=2", "/careers/", "noindex"),
        ("/careers/?cluster=health-science", "/careers/", "noindex"),
        ("/careers/?cluster=gone", "/careers/", None),
        ("/programs/?q=x", "/programs/", "noindex"),
        ("/schools/?q=x", "/schools/", "noindex"),
        ("/resources/?kind=video", "/resources/", "noindex"),
        ("/resources/", "/resources/", None),
        ("/clusters/health-science/?area=49420", "/clusters/health-science/", None),
        ("/interests/", "/interests/", None),
        ("/interests/?a=210-x", "/interests/", "noindex"),
        ("/interests/?code=RIC&page=3", "/interests/?code=RIC", "noindex"),
        ("/search/", "/search/", "noindex"),
        ("/search/?q=a%22+b&x=y", "/search/?q=a%22%20b", "noindex"),
        ("/list/", "/list/", "noindex"),
        ("/compare/", "/compare/", "noindex"),
        ("/compare/?x=y&careers=registered-nurses,welders-01,gone", "/compare/?careers=registered-nurses,welders-01", "noindex"),
    ],
)  # fmt: skip
def test_every_page_names_its_one_address(visitor, url, canonical, robots):
    found = tags(visitor, url)
    assert found["canonical"] == found["og:url"] == f"http://testserver{canonical}"
    assert found.get("robots") == robots


def test_page_that_is_not_there_unfolds_to_nothing(visitor, staff, nurses):
    retired = builders.occupation("Typists", status="retired")
    draft = builders.occupation("Secret Agents", status="draft")
    for client, url in (
        (visitor, "/no-such-page"), (visitor, retired.get_absolute_url()), (visitor, "/l/damaged/"),
        (staff, draft.get_absolute_url()),
    ):  # fmt: skip
        found = tags(client, url)
        assert found["canonical"] == "", url
        assert [name for name in found if name.startswith(("og:", "twitter:"))] == [], url
        assert found["robots"] == "noindex", url
    # The twin: what is there does.
    assert tags(visitor, nurses.get_absolute_url())["og:title"] == "Registered Nurses"
