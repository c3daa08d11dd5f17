"""The picture of each career at its address: what it says, who may see it, how seldom it is drawn."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.cache import caches
from PIL import Image

from careers.codes import FigureStatus
from careers.drawing import Picture, Said
from careers.models import Occupation, OccupationWording, PreviousSlug
from careers.views import cards
from tests import builders

pytestmark = pytest.mark.django_db

NOT_GIVEN = "No figure is published for this career here."


@pytest.fixture(autouse=True)
def _nothing_drawn_yet():
    caches["pictures"].clear()
    yield
    caches["pictures"].clear()


@pytest.fixture
def drawn():
    """Every picture that is drawn, in order."""
    made: list[Picture] = []

    def draw(picture: Picture) -> bytes:
        made.append(picture)
        return b"a picture"

    with patch.object(cards, "draw", draw):
        yield made


@pytest.fixture
def nurses():
    career = builders.occupation("Registered Nurses")
    career.pathways.add(
        builders.pathway("Therapeutic Services", cluster=builders.cluster("Health Science", look="heart-pulse"))
    )
    return career


def facts_of(visitor, drawn, career) -> tuple[Said, Said]:
    assert visitor.get(f"/careers/{career.slug}/card.png").status_code == 200
    return drawn[-1].facts


# What it says --------------------------------------------------------------------------------------------------------


def test_picture_is_a_png_of_1200_by_630_without_a_cookie(visitor, nurses):
    for url in ("/careers/registered-nurses/card.png", "/card.png"):
        response = visitor.get(url)
        image = Image.open(BytesIO(response.content))
        image.load()
        assert (response["Content-Type"], image.format, image.size) == ("image/png", "PNG", (1200, 630))
        assert (response["Cache-Control"], response.cookies.output()) == ("public, max-age=3600", "")
        assert "Cookie" not in response.get("Vary", "")


def test_picture_says_what_the_card_in_a_list_says_and_whose_figures_these_are(visitor, drawn, nurses, settings):
    settings.AGENCY_NAME = "Evergreen Careers"
    state = builders.state()
    builders.wage(nurses.soc, state, builders.release("wages", state, source="Agency A"), median="46.63")
    forecast = builders.release("outlook", state, source="Agency B", reference_period="2024 to 2034")
    builders.outlook(nurses.soc, state, forecast, change="15.4", annual_openings=5800)
    builders.outlook(builders.soc_group("00-0000", "All occupations"), state, forecast, change="7.2")
    assert facts_of(visitor, drawn, nurses) == (
        Said("Middle pay", "$46.63 an hour", "Half earn less, half earn more", "Washington, May 2024. Agency A"),
        Said(
            "Outlook", "Grows faster than all careers", "15.4% against 7.2% for all careers",
            "About 5,800 openings a year. Washington, 2024 to 2034. Agency B",
        ),
    )  # fmt: skip
    picture = drawn[-1]
    assert (picture.title, picture.kicker, picture.color) == ("Registered Nurses", "Health Science", "#c2332c")
    assert (picture.agency, picture.logo) == ("Evergreen Careers", None)


def test_picture_is_of_the_agencys_state_whatever_the_address_asks_for(visitor, drawn, nurses):
    builders.wage(nurses.soc, builders.state(), median="46.63")
    builders.wage(nurses.soc, builders.metro(), median="40.00")
    for url in ("/careers/registered-nurses/card.png", "/careers/registered-nurses/card.png?area=49420"):
        visitor.get(url)
        assert drawn[0].facts[0].value == "$46.63 an hour"
    assert len(drawn) == 1


def test_missing_figures_say_why(visitor, drawn, nurses):
    assert facts_of(visitor, drawn, nurses) == (
        Said("Middle pay", "Not published", "", NOT_GIVEN), Said("Outlook", "Not published", "", NOT_GIVEN),
    )  # fmt: skip
    survey = builders.release("wages", builders.state(), source="Agency A", hourly_top_code=115)
    stat = builders.wage(nurses.soc, builders.state(), survey, hourly_median_status=FigureStatus.WITHHELD)
    assert facts_of(visitor, drawn, nurses)[0] == Said("Middle pay", "Withheld", "", "Washington, May 2024. Agency A")
    stat.hourly_median_status = FigureStatus.TOP_CODED
    stat.save()
    assert facts_of(visitor, drawn, nurses)[0].value == "$115.00 or more an hour"
    forecast = builders.release("outlook", builders.state(), source="Agency B", reference_period="2024 to 2034")
    builders.outlook(nurses.soc, builders.state(), forecast, change=None)
    assert facts_of(visitor, drawn, nurses)[1] == Said(
        "Outlook", "Growth not published", "", "About 10 openings a year. Washington, 2024 to 2034. Agency B"
    )


def test_figures_of_a_larger_group_are_said_to_be_or_left_out(visitor, drawn):
    large, small = builders.chain(("29-1140", "Nurses of all kinds"), ("29-1141", "Registered Nurses"))
    career = builders.occupation("Registered Nurses", soc=small)
    builders.wage(large, builders.state(), builders.release("wages", source="Agency A"))
    assert facts_of(visitor, drawn, career)[0].note == "Counted with a larger group. Washington, May 2024. Agency A"
    OccupationWording.objects.create(occupation=career, key="proxy_wages_state", is_off=True)
    left_out = Said("Middle pay", "Not published", "", "Given only for a larger group.")
    assert facts_of(visitor, drawn, career)[0] == left_out


def test_career_of_no_cluster_has_the_agencys_color(visitor, drawn, settings):
    builders.occupation("Bakers")
    settings.AGENCY_ACCENT = "#7a1f5c"
    visitor.get("/careers/bakers/card.png")
    visitor.get("/card.png")
    assert [(picture.kicker, picture.color) for picture in drawn] == [("", "#7a1f5c")] * 2
    settings.AGENCY_ACCENT = "a colour"
    visitor.get("/card.png")
    assert drawn[-1].color == "#0b5f6b"


def test_logo_is_drawn_if_it_is_a_png(visitor, drawn, settings, tmp_path):
    for name, expected in (("logo.png", tmp_path / "logo.png"), ("logo.svg", None), ("gone.png", None)):
        if name != "gone.png":
            (tmp_path / name).write_bytes(b"")
        settings.AGENCY_LOGO = str(tmp_path / name)
        visitor.get("/card.png")
        assert drawn[-1].logo == expected


# Who may see it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_draft_has_no_picture_not_even_for_staff(visitor, staff, drawn, status):
    career = builders.occupation("Secret Agents", status=status)
    for client in (visitor, staff):
        assert client.get("/careers/secret-agents/card.png").status_code == 404
    assert drawn == []
    # The twin: once published, it has.
    career.status = Occupation.Status.PUBLISHED
    career.save()
    assert visitor.get("/careers/secret-agents/card.png").status_code == 200


def test_career_that_never_was_has_no_picture(visitor):
    assert visitor.get("/careers/no-such-career/card.png").status_code == 404


def test_old_address_leads_to_the_picture_of_today(visitor, nurses):
    PreviousSlug.objects.create(occupation=nurses, slug="nurses")
    response = visitor.get("/careers/nurses/card.png")
    assert (response.status_code, response["Location"]) == (301, "/careers/registered-nurses/card.png")


def test_retired_career_leads_to_what_replaced_it_or_is_gone(visitor, nurses):
    builders.occupation("Typists", status="retired")
    builders.occupation("Sick Nurses", status="retired", replaced_by=nurses)
    builders.occupation("Never Seen", status="retired").__class__.objects.filter(slug="never-seen").update(
        first_published_at=None
    )
    replaced = visitor.get("/careers/sick-nurses/card.png")
    assert (replaced.status_code, replaced["Location"]) == (301, "/careers/registered-nurses/card.png")
    assert visitor.get("/careers/typists/card.png").status_code == 410
    assert visitor.get("/careers/never-seen/card.png").status_code == 404


@pytest.mark.parametrize("url", ["/card.png", "/careers/registered-nurses/card.png"])
def test_picture_can_only_be_read(visitor, nurses, url):
    response = visitor.head(url)
    assert (response.status_code, response.content) == (200, b"")
    for method in ("post", "put", "delete", "patch"):
        assert getattr(visitor, method)(url).status_code == 405


# How seldom it is drawn ----------------------------------------------------------------------------------------------


def test_second_request_draws_nothing(visitor, drawn, nurses):
    for _ in range(3):
        assert visitor.get("/careers/registered-nurses/card.png").content == b"a picture"
    assert len(drawn) == 1
    builders.occupation("Bakers")
    visitor.get("/careers/bakers/card.png")
    assert len(drawn) == 2


def test_kept_picture_takes_two_queries(visitor, drawn, nurses, django_assert_num_queries):
    visitor.get("/careers/registered-nurses/card.png")
    with django_assert_num_queries(2):  # the career, the edition
        visitor.get("/careers/registered-nurses/card.png")


def test_picture_is_drawn_anew_when_the_content_or_the_agency_changes(visitor, drawn, nurses, settings, tmp_path):
    def etag() -> str:
        return visitor.get("/careers/registered-nurses/card.png")["ETag"]

    etags = [etag()]
    nurses.title = "Nurses"
    nurses.save()
    etags.append(etag())
    for name, value in (("AGENCY_NAME", "Evergreen"), ("AGENCY_ACCENT", "#7a1f5c"), ("AGENCY_STATE", "OR")):
        setattr(settings, name, value)
        etags.append(etag())
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"one")
    settings.AGENCY_LOGO = str(logo)
    etags.append(etag())
    assert len(set(etags)) == len(drawn) == 6


def test_browser_that_has_the_picture_is_told_so(visitor, drawn, nurses):
    url = "/careers/registered-nurses/card.png"
    etag = visitor.get(url)["ETag"]
    caches["pictures"].clear()
    again = visitor.get(url, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Cache-Control"] == "public, max-age=3600"
    assert len(drawn) == 1
    nurses.title = "Nurses"
    nurses.save()
    assert visitor.get(url, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_known_etag_opens_no_draft(visitor, nurses):
    etag = visitor.get("/careers/registered-nurses/card.png")["ETag"]
    Occupation.objects.filter(pk=nurses.pk).update(status="draft")
    assert visitor.get("/careers/registered-nurses/card.png", HTTP_IF_NONE_MATCH=etag).status_code == 404


def test_many_at_once_draw_one_at_a_time_and_each_once():
    drawing, most, made = 0, 0, []

    def draw(picture: str) -> bytes:
        nonlocal drawing, most
        drawing += 1
        most = max(most, drawing)
        made.append(picture)
        for _ in range(1000):
            pass
        drawing -= 1
        return picture.encode()

    with patch.object(cards, "draw", draw), ThreadPoolExecutor(8) as pool:
        names = [str(number % 5) for number in range(100)]
        files = list(pool.map(lambda name: cards._drawn(name, lambda: name), names))
    assert files == [name.encode() for name in names]
    assert (sorted(made), most) == (["0", "1", "2", "3", "4"], 1)


def test_request_waits_a_moment_for_its_turn_and_is_sent_away_then(visitor, drawn, nurses, monkeypatch):
    monkeypatch.setattr(cards, "WAITS", 0.01)
    with cards._drawing:
        busy = visitor.get("/careers/registered-nurses/card.png")
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "10", "no-store")
    assert visitor.get("/careers/registered-nurses/card.png").status_code == 200
    with cards._drawing:
        assert visitor.get("/careers/registered-nurses/card.png").status_code == 200


def test_failed_drawing_does_not_stop_the_next(nurses):
    def fail(picture):
        raise MemoryError

    with patch.object(cards, "draw", fail), pytest.raises(MemoryError):
        cards._drawn("key", lambda: None)
    with patch.object(cards, "draw", lambda picture: b"a picture"):
        assert cards._drawn("key", lambda: None) == b"a picture"


def test_pictures_kept_are_bounded(settings):
    kept = caches["pictures"]
    most = settings.CACHES["pictures"]["OPTIONS"]["MAX_ENTRIES"]
    for number in range(most + 50):
        kept.set(str(number), b"x")
    assert len(kept._cache) <= most
