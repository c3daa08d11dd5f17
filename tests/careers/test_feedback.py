"""“Was this page useful?”: asked at the foot of pages, counted for a page and a day, and nothing else kept."""

import re
import threading
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from careers import feedback
from careers.models import Edition, Occupation, PageFeedback
from tests import builders, html

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
LIST = "/admin/careers/pagefeedback/"
TODAY = date(2026, 3, 10)


@pytest.fixture
def career() -> Occupation:
    return builders.occupation("Welders")


@pytest.fixture(autouse=True)
def today(monkeypatch) -> str:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    return f"{TODAY}"


def sent_by(visitor, address: str) -> str:
    """What the form at the foot of a page sends in place of its address."""
    return re.search(r'name="page" value="([^"]+)"', visitor.get(address).content.decode())[1]


def answer(client, page: str, answer: str = "yes", **headers: str):
    return client.post("/useful/", urlencode({"page": page, "answer": answer}), content_type=FORM, headers=headers)


def counted() -> dict[tuple[str, str], tuple[int, int]]:
    """By page and day how many said yes and no."""
    rows = PageFeedback.objects.values_list("path", "day", "yes", "no")
    return {(path, f"{day}"): (yes, no) for path, day, yes, no in rows}


# Answers -------------------------------------------------------------------------------------------------------------


def test_answers_are_counted_for_the_page_and_the_day(visitor, career, today, monkeypatch):
    page = sent_by(visitor, "/careers/welders/?area=49420")
    for said in ("yes", "no", "no"):
        answer(visitor, page, said)
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY + timedelta(days=1))
    answer(visitor, page, "yes")
    answer(visitor, sent_by(visitor, "/about/"), "no")
    assert counted() == {
        ("/careers/welders/", "2026-03-10"): (1, 2),
        ("/careers/welders/", "2026-03-11"): (1, 0),
        ("/about/", "2026-03-11"): (0, 1),
    }


def test_answer_leads_back_to_the_thanks_on_the_page(visitor, career):
    response = answer(visitor, sent_by(visitor, "/careers/welders/"))
    assert (response.status_code, response["Location"]) == (303, "/careers/welders/#useful-thanks")
    assert 'id="useful-thanks"' in visitor.get("/careers/welders/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/careers/welders/?area=49420", "/careers/welders/?area=49420#useful-thanks"),
        ("http://testserver/about/?area=49420", "/careers/welders/#useful-thanks"),
        ("http://elsewhere.example/careers/welders/?area=49420", "/careers/welders/#useful-thanks"),
        ("http://[", "/careers/welders/#useful-thanks"),
    ],
)
def test_way_back_keeps_what_was_chosen_on_that_page(visitor, career, came_from, leads_to):
    page = sent_by(visitor, "/careers/welders/")
    assert answer(visitor, page, Referer=came_from)["Location"] == leads_to


def test_line_breaks_cannot_be_put_into_the_way_back(visitor, career):
    page = sent_by(visitor, "/careers/welders/")
    response = answer(visitor, page, Referer="http://testserver/careers/welders/?a=1%0d%0aSet-Cookie:x=1")
    assert response["Location"] == "/careers/welders/?a=1%0d%0aSet-Cookie:x=1#useful-thanks"
    assert response.cookies.output() == ""


def test_no_cookie_is_needed_and_none_is_set(career):
    client = Client(enforce_csrf_checks=True)
    response = answer(client, sent_by(client, "/careers/welders/"), Origin="http://testserver")
    assert (response.status_code, response.cookies.output()) == (303, "")
    refused = answer(client, "x")
    assert (refused.status_code, refused.cookies.output(), "Cookie" in refused.get("Vary", "")) == (400, "", False)


def test_nothing_but_page_day_and_counts_is_kept():
    assert {item.name for item in PageFeedback._meta.fields} == {"id", "path", "day", "yes", "no"}


def test_answer_changes_no_public_page(visitor, career):
    page = sent_by(visitor, "/careers/welders/")
    before, shown = Edition.objects.number(), visitor.get("/careers/welders/").content
    answer(visitor, page)
    assert (Edition.objects.number(), visitor.get("/careers/welders/").content) == (before, shown)


def test_many_answers_of_one_person_make_one_row(visitor, career, today):
    page = sent_by(visitor, "/careers/welders/")
    for _ in range(50):
        answer(visitor, page, "no")
    assert counted() == {("/careers/welders/", today): (0, 50)}


def test_answer_for_a_page_that_is_gone_since_still_counts(visitor, career, today):
    page = sent_by(visitor, "/careers/welders/")
    career.delete()
    assert answer(visitor, page).status_code == 303
    assert counted() == {("/careers/welders/", today): (1, 0)}


def test_answer_that_cannot_be_written_down_is_lost_and_nobody_is_bothered(visitor, career, monkeypatch):
    page = sent_by(visitor, "/careers/welders/")

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(PageFeedback.objects, "add", fail)
    assert answer(visitor, page).status_code == 303


def test_answer_takes_two_queries_and_the_first_of_a_day_four(visitor, career, django_assert_num_queries):
    page = sent_by(visitor, "/careers/welders/")
    with django_assert_num_queries(6):  # two of them begin and end its transaction
        answer(visitor, page)
    with django_assert_num_queries(3):
        answer(visitor, page)


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_only_a_form_can_answer(visitor, method):
    assert getattr(visitor, method)("/useful/").status_code == 405


@pytest.mark.parametrize(
    "page",
    ["", "/careers/welders/", "/invented/:AAAA", ":", "/careers/welders/:" + "A" * 43, "\x00", "x" * 100_000,
     Signer().sign("/careers/welders/"), Signer(salt="another").sign("/careers/welders/")],
    ids=["nothing", "unsigned", "invented", "colon", "damaged", "null", "long", "no salt", "another salt"],
)  # fmt: skip
def test_address_that_no_page_of_ours_sent_is_refused_in_words(visitor, career, page):
    response = answer(visitor, page)
    assert response.status_code == 400
    assert "Your answer could not be counted" in html.text(response.content.decode())
    assert counted() == {}


@pytest.mark.parametrize("said", ["", "maybe", "Yes", "yes,no", "\x00"])
def test_answer_that_is_neither_yes_nor_no_is_refused(visitor, career, said):
    assert answer(visitor, sent_by(visitor, "/careers/welders/"), said).status_code == 400
    assert counted() == {}


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_nothing_but_a_plain_form_is_read(visitor, career, kind):
    body = urlencode({"page": sent_by(visitor, "/careers/welders/"), "answer": "yes"})
    assert visitor.generic("POST", "/useful/", body, content_type=kind).status_code == 400
    assert counted() == {}


@pytest.mark.parametrize(
    "origin",
    ["http://elsewhere.example", "http://testserver.elsewhere.example", "http://testserver:81", "null", "", "http://["],
)
def test_form_on_another_site_is_refused(visitor, career, origin):
    response = answer(visitor, sent_by(visitor, "/careers/welders/"), Origin=origin)
    assert response.status_code == 403
    assert counted() == {}


def test_form_on_our_own_site_is_taken(visitor, career):
    assert answer(visitor, sent_by(visitor, "/careers/welders/"), Origin="http://testserver").status_code == 303
    assert len(counted()) == 1


# The question --------------------------------------------------------------------------------------------------------


def test_staff_get_no_question_on_the_preview_of_a_draft(staff):
    builders.occupation("Drafters", status="draft")
    builders.occupation("Welders")
    assert "useful-question" not in staff.get("/careers/drafters/").content.decode()
    assert "useful-question" in staff.get("/careers/welders/").content.decode()


# The table -----------------------------------------------------------------------------------------------------------


def test_rows_of_more_than_two_years_go_with_the_first_answer_for_a_page_and_a_day():
    kept, gone = TODAY - PageFeedback.KEPT, TODAY - PageFeedback.KEPT - timedelta(days=1)
    for day in (kept, gone):
        PageFeedback.objects.create(path="/about/", day=day, yes=1)
    feedback.count("/about/data/", is_useful=True)
    assert set(counted()) == {("/about/", f"{kept}"), ("/about/data/", f"{TODAY}")}


def test_page_has_one_row_a_day():
    PageFeedback.objects.create(path="/about/", day=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageFeedback.objects.create(path="/about/", day=TODAY)


def test_page_is_named_by_its_address():
    with pytest.raises(IntegrityError), transaction.atomic():
        PageFeedback.objects.create(path="about", day=TODAY)
    with pytest.raises(ValidationError, match="A page is named by its address on this site"):
        PageFeedback(path="about", day=TODAY).full_clean()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads do not share SQLite's database in memory")
def test_answers_at_the_same_time_are_all_counted(today):
    start = threading.Barrier(8)

    def say(is_useful: bool) -> None:
        start.wait()
        for _ in range(25):
            feedback.count("/about/", is_useful=is_useful)
        connection.close()

    threads = [threading.Thread(target=say, args=[number % 2 == 0]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert counted() == {("/about/", today): (100, 100)}


# What staff see ------------------------------------------------------------------------------------------------------


@pytest.fixture
def answers(career) -> None:
    """Answers of this month, of the months before, and of a year ago."""
    for path, days_ago, yes, no in (
        ("/careers/welders/", 0, 3, 1),
        ("/careers/welders/", 20, 1, 3),
        ("/careers/welders/", 300, 0, 8),
        ("/about/data/", 6, 2, 0),
        ("/about/", 7, 5, 6),
        ("/careers/gone-since/", 365, 1, 1),
    ):
        PageFeedback.objects.create(path=path, day=TODAY - timedelta(days=days_ago), yes=yes, no=no)


def listed(client, query: str = "") -> list[list[str]]:
    page = client.get(f"{LIST}{query}").content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page[page.index("<tbody") :], re.DOTALL)
    return [[html.text(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)] for row in rows]


def test_list_sums_the_last_thirty_days_the_most_no_first(staff, answers):
    assert listed(staff) == [
        ["/about/", "–", "5", "6", "55 %"],
        ["/careers/welders/", "Welders", "4", "4", "50 %"],
        ["/about/data/", "–", "2", "0", "0 %"],
    ]


@pytest.mark.parametrize(
    ("days", "sums"),
    [
        ("7", {"/careers/welders/": ("3", "1"), "/about/data/": ("2", "0")}),
        ("365", {"/careers/welders/": ("4", "12"), "/about/data/": ("2", "0"), "/about/": ("5", "6")}),
        ("", {"/careers/welders/": ("4", "4"), "/about/data/": ("2", "0"), "/about/": ("5", "6")}),
        ("9999", {"/careers/welders/": ("4", "4"), "/about/data/": ("2", "0"), "/about/": ("5", "6")}),
    ],
)
def test_list_is_narrowed_to_a_time(staff, answers, days, sums):
    assert {row[0]: (row[2], row[3]) for row in listed(staff, f"?days={days}")} == sums


def test_list_says_which_time_it_sums(staff, answers):
    page = staff.get(LIST).content.decode()
    assert re.findall(r'<li class="selected">\s*<a href="[^"]*">([^<]+)</a>', page) == ["Last 30 days"]


def test_list_is_sorted_by_the_share_of_no_and_searched_by_address(staff, answers):
    assert [row[0] for row in listed(staff, "?o=4")] == ["/about/data/", "/careers/welders/", "/about/"]
    assert [row[0] for row in listed(staff, "?q=about")] == ["/about/", "/about/data/"]


def test_page_and_the_form_of_its_record_are_a_click_away(staff, answers, career):
    page = staff.get(LIST).content.decode()
    assert '<a href="/careers/welders/">/careers/welders/</a>' in page
    assert f'<a href="/admin/careers/occupation/{career.pk}/change/">Welders</a>' in page


def test_every_kind_of_record_is_found(staff):
    cluster, school = builders.cluster("Manufacturing"), builders.school("Bates College")
    program = builders.program("48.0508", "Welding Technology")
    for record in (cluster, school, program):
        feedback.count(record.get_absolute_url(), is_useful=True)
    page = staff.get(LIST).content.decode()
    for record in (cluster, school, program):
        assert f'/admin/careers/{record._meta.model_name}/{record.pk}/change/">{record}</a>' in page


def test_form_is_linked_for_those_alone_who_may_open_it(client, django_user_model, answers):
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_pagefeedback"))
    client.force_login(user)
    assert listed(client)[1] == ["/careers/welders/", "Welders", "4", "4", "50 %"]
    assert "/admin/careers/occupation/" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_as_many_queries_for_any_number_of_pages(staff, item_count, django_assert_num_queries):
    for number in range(item_count):
        feedback.count(builders.occupation(f"Welders {number}").get_absolute_url(), is_useful=False)
    with django_assert_num_queries(5):
        staff.get(LIST)


def test_nobody_types_or_deletes_an_answer(staff, answers):
    row = PageFeedback.objects.first()
    assert [
        staff.get(f"{LIST}add/").status_code,
        staff.post(f"{LIST}{row.pk}/change/", {"yes": "9"}).status_code,
        staff.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code,
    ] == [403, 403, 403]
