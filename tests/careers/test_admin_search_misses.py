"""Staff turn a missed search into a name that finds a career, in two clicks."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from careers.models import AlternateTitle, SearchMiss
from careers.search import Kind, find
from tests import builders, html

pytestmark = pytest.mark.django_db

LIST = "/admin/careers/searchmiss/"


@pytest.fixture
def miss() -> SearchMiss:
    return SearchMiss.objects.create(query="fuzz", count=7)


def give(miss: SearchMiss) -> str:
    return f"{LIST}{miss.pk}/career/"


def test_two_clicks_make_the_word_find_the_career(staff, miss):
    career, other = builders.occupation("Police Officers"), builders.occupation("Bakers")
    career.alternate_titles.create(title="Fuzzy Cop")
    assert find(Kind.CAREER, "fuzz").pks == [career.pk]
    listed = staff.get(LIST).content.decode()
    assert f'href="{give(miss)}"' in listed
    offered = staff.get(give(miss)).content.decode()
    assert f'<button type="submit" class="button" name="career" value="{career.pk}">Police Officers</button>' in offered
    response = staff.post(give(miss), {"career": other.pk}, follow=True)
    assert "“fuzz” finds Bakers now." in html.text(response.content.decode())
    name = AlternateTitle.objects.get(title="fuzz")
    assert (name.occupation, name.search_only) == (other, True)
    assert SearchMiss.objects.count() == 0
    assert find(Kind.CAREER, "fuzz").pks[0] == other.pk


def test_name_the_career_has_already_changes_nothing_and_says_so(staff, miss):
    career = builders.occupation("Police Officers")
    career.alternate_titles.create(title="Fuzz")
    response = staff.post(give(miss), {"career": career.pk}, follow=True)
    assert "This career already has this name. Nothing was changed." in html.text(response.content.decode())
    assert (AlternateTitle.objects.count(), SearchMiss.objects.count()) == (1, 1)


@pytest.mark.parametrize("career", ["", "0", "x", "99999999999999999999"])
def test_career_that_is_none_is_refused_in_a_sentence(staff, miss, career):
    response = staff.post(give(miss), {"career": career})
    assert response.status_code == 200
    assert "Choose one of the published careers. Nothing was changed." in html.text(response.content.decode())
    assert (AlternateTitle.objects.count(), SearchMiss.objects.count()) == (0, 1)


def test_draft_is_no_career_that_people_can_find(staff, miss):
    draft = builders.occupation("Police Officers", status="draft")
    response = staff.post(give(miss), {"career": draft.pk})
    assert "Choose one of the published careers. Nothing was changed." in html.text(response.content.decode())
    assert SearchMiss.objects.count() == 1


def test_missed_search_that_is_gone_is_a_404(staff):
    assert staff.get(f"{LIST}4711/career/").status_code == 404


PERMISSIONS = ("view_searchmiss", "change_occupation", "add_alternatetitle")


@pytest.mark.parametrize("lacking", [None, *PERMISSIONS])
def test_whoever_may_not_name_careers_may_not_give(django_user_model, miss, lacking):
    career = builders.occupation("Police Officers")
    person = django_user_model.objects.create_user("ed", password="x" * 12, is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=set(PERMISSIONS) - {lacking}))
    client = Client()
    client.force_login(person)
    if lacking != "view_searchmiss":
        assert ("Choose the career" in client.get(LIST).content.decode()) == (lacking is None)
    status = client.post(give(miss), {"career": career.pk}).status_code
    assert status == (302 if lacking is None else 403)
    assert AlternateTitle.objects.count() == (1 if lacking is None else 0)


def test_visitor_is_sent_to_the_login(visitor, miss):
    assert visitor.get(give(miss)).headers["Location"].startswith("/admin/login/")
