"""Collections at the staff desk: who may keep them, what is refused, and what is said of careers the public does not see."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.models import Collection, CollectionEntry, Edition, EditorialNote, PreviousCollectionSlug
from tests import builders, html
from tests.careers.test_admin import add_row, address, form_of, opened, rows_errors, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(django_user_model) -> Client:
    """Somebody who may keep collections and choose careers for them, and nothing else."""
    user = django_user_model.objects.create_user("keeper", is_staff=True)
    names = [
        f"{action}_{model}"
        for model in ("collection", "collectionentry")
        for action in ("view", "add", "change", "delete")
    ]
    user.user_permissions.set(Permission.objects.filter(codename__in=[*names, "view_occupation"]))
    client = Client()
    client.force_login(user)
    return client


def new(client: Client, **values) -> dict:
    """The form of a new collection, filled in."""
    data = form_of(client.get(address(Collection)))
    return data | {"title": "Odd jobs", "slug": "odd-jobs", "introduction": "<p>They go together.</p>", **values}


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_collection_is_made_and_published_with_its_careers(staff, admin_user, visitor):
    welders, actors = builders.occupation("Welders"), builders.occupation("Actors")
    data = new(staff, is_published="on")
    add_row(data, "entries", occupation=str(welders.pk), remark="Sparks.")
    add_row(data, "entries", occupation=str(actors.pk))
    assert saved(staff.post(address(Collection), data))
    made = Collection.objects.get()
    assert (made.updated_by, made.first_published_at is not None) == (admin_user, True)
    assert list(made.entries.values_list("occupation__title", "remark", "position")) == [
        ("Welders", "Sparks.", 1), ("Actors", "", 2),
    ]  # fmt: skip
    words = html.text(visitor.get("/collections/odd-jobs/").content.decode())
    assert "Why it is here: Sparks." in words


def test_keeper_of_collections_makes_changes_and_deletes_them_and_nothing_else(keeper):
    career = builders.occupation("Welders")
    data = new(keeper)
    add_row(data, "entries", occupation=str(career.pk))
    assert saved(keeper.post(address(Collection), data))
    made = Collection.objects.get()
    data = opened(keeper, made) | {"title": "Odder jobs", "entries-0-remark": "Sparks."}
    assert saved(keeper.post(address(Collection, made), data))
    made.refresh_from_db()
    assert (made.title, made.updated_by.username, made.entries.get().remark) == ("Odder jobs", "keeper", "Sparks.")
    found = keeper.get(
        "/admin/autocomplete/",
        {"app_label": "careers", "model_name": "collectionentry", "field_name": "occupation", "term": "weld"},
    )
    assert [one["text"] for one in found.json()["results"]] == ["Welders"]
    assert keeper.post(address(type(career), career), {"title": "Mine"}).status_code == 403
    assert keeper.post(address(Collection, made, "delete"), {"post": "yes"}).status_code == 302
    assert Collection.objects.count() == 0


@pytest.mark.parametrize("permissions", [[], ["view_collection"], ["change_occupation", "view_occupation"]])
def test_person_without_the_permission_changes_no_collection(client, django_user_model, permissions):
    made = builders.collection("Odd jobs", builders.occupation("Welders"))
    user = django_user_model.objects.create_user("temp", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    edition = Edition.objects.number()
    assert client.post(address(Collection), {"title": "Mine"}).status_code == 403
    assert client.post(address(Collection, made), {"title": "Mine"}).status_code == 403
    assert client.post(address(Collection, made, "delete"), {"post": "yes"}).status_code == 403
    client.post(address(Collection, page="changelist"), {"form-TOTAL_FORMS": "1", "_save": "Save"})
    assert (Collection.objects.get().title, Edition.objects.number()) == ("Odd jobs", edition)


NOTE_LINE = (
    "A line starts with “#”: “%s”. Public text cannot hold notes. Move it to “Editorial notes” at the foot of this form, where "
    "only staff see it."
)

ACTIVE = (
    "This text held <script>, which public pages do not carry. The editor may have dropped it by now: if the text below is as you "
    "want it, save again. Headings, lists, bold, italic and links to web pages are welcome."
)


@pytest.mark.parametrize(
    ("field", "wrong", "said", "right"),
    [
        ("title", "", "This field is required.", "Jobs"),
        ("title", "x" * 81, "Ensure this value has at most 80 characters (it has 81).", "x" * 80),
        ("title", "# cj", NOTE_LINE % "# cj", "Jobs"),
        ("introduction", "", "This field is required.", "<p>Jobs.</p>"),
        ("introduction", "<p>#x</p>", NOTE_LINE % "#x", "<p>Jobs.</p>"),
        (
            "introduction",
            "<p>Hi</p><script>alert(1)</script>",
            ACTIVE,
            "<p>Hi</p>",
        ),
        (
            "slug",
            "two words",
            "An address is made of letters, numbers and hyphens, without spaces or other signs: wind-technicians.",
            "two-words",
        ),
        ("slug", "taken", "Another collection has this address. Choose another.", "free"),
        (
            "slug",
            "earlier",
            "Another collection had this address before, and old links to it still lead there. Choose another.",
            "free",
        ),
        ("position", "-1", "Ensure this value is greater than or equal to 0.", "3"),
        ("position", "first", "Enter a whole number.", "1"),
    ],
)
def test_wrong_value_is_refused_at_its_field_and_the_right_one_saved(staff, field, wrong, said, right):
    PreviousCollectionSlug.objects.create(collection=builders.collection("Taken"), slug="earlier")
    made = builders.collection("Odd jobs", builders.occupation("Welders"))
    data, edition = opened(staff, made), Edition.objects.number()
    response = staff.post(address(Collection, made), data | {field: wrong})
    assert response.context["adminform"].form.errors == {field: [said]}
    assert form_of(response)[field] == wrong
    assert Edition.objects.number() == edition
    assert saved(staff.post(address(Collection, made), data | {field: right}))
    made.refresh_from_db()
    assert str(getattr(made, field)) == right


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"occupation": ["This collection already has this career."]}),
        ({"occupation": ""}, {"occupation": ["This field is required."]}),
        (
            {"occupation": "999999"},
            {"occupation": ["Select a valid choice. That choice is not one of the available choices."]},
        ),
        ({"remark": "# Ask her first."}, {"remark": [NOTE_LINE % "# Ask her first."]}),
    ],
)
def test_wrong_row_is_refused_at_its_field_and_the_right_one_saved(staff, values, errors):
    welders, actors = builders.occupation("Welders"), builders.occupation("Actors")
    made = builders.collection("Odd jobs", welders)
    data = opened(staff, made)
    wrong = {"occupation": str(actors.pk if "remark" in values else welders.pk), "remark": "Hello.", **values}
    number = add_row(data, "entries", **wrong)
    response = staff.post(address(Collection, made), data)
    assert rows_errors(response, "entries")[number] == errors
    assert made.entries.count() == 1
    data |= {f"entries-{number}-occupation": str(actors.pk), f"entries-{number}-remark": "Hello."}
    assert saved(staff.post(address(Collection, made), data))
    assert [str(entry) for entry in made.entries.all()] == ["Welders", "Actors"]


def test_form_says_of_every_career_whether_the_public_sees_it(staff):
    welders = builders.occupation("Welders")
    smiths = builders.occupation("Smiths", status="retired", replaced_by=welders)
    gone = builders.occupation("Gone", status="retired")
    draft, reviewed = builders.occupation("Draft", status="draft"), builders.occupation("Read", status="in_review")
    made = builders.collection("Odd jobs", welders, smiths, gone, draft, reviewed)
    page = staff.get(address(Collection, made)).content.decode()
    said = [html.text(text) for text in re.findall(r'<td class="field-in_public">(.*?)</td>', page, re.DOTALL)]
    assert said == [
        "Shown", "Retired: “Welders” stands in", "Left out: retired", "Left out: draft", "Left out: in review", "–",
    ]  # fmt: skip
    changelist = staff.get(address(Collection, page="changelist")).content.decode()
    assert "1 of 5" in html.text(changelist)


def test_published_collection_without_a_public_career_is_told(staff):
    made = builders.collection("Odd jobs", builders.occupation(status="draft"))
    response = staff.post(address(Collection, made), opened(staff, made), follow=True)
    warning = "None of its careers is public yet, so no page leads to this collection."
    assert messages_of(response)[0] == warning
    made.entries.create(occupation=builders.occupation("Welders"))
    response = staff.post(address(Collection, made), opened(staff, made), follow=True)
    assert warning not in messages_of(response)


def test_changed_address_goes_on_answering_once_it_was_public(staff, visitor):
    made = builders.collection("Odd jobs", builders.occupation("Welders"), is_published=False)
    assert saved(staff.post(address(Collection, made), opened(staff, made) | {"slug": "odd", "is_published": "on"}))
    assert visitor.get("/collections/odd-jobs/").status_code == 404
    response = staff.post(address(Collection, made), opened(staff, made) | {"slug": "strange"}, follow=True)
    said = "The old address, /collections/odd/, goes on answering and leads to the new one."
    assert said in messages_of(response)
    answer = visitor.get("/collections/odd/")
    assert (answer.status_code, answer["Location"]) == (301, "/collections/strange/")
    # Taken back, it needs no way from it.
    assert saved(staff.post(address(Collection, made), opened(staff, made) | {"slug": "odd"}))
    assert [previous.slug for previous in made.previous_slugs.all()] == ["strange"]
    assert visitor.get("/collections/odd/").status_code == 200


def test_collection_that_was_public_is_taken_off_and_not_deleted(staff, visitor):
    made, draft = builders.collection("Odd jobs"), builders.collection("Drafts", is_published=False)
    chosen = {"action": "delete_selected", "_selected_action": [made.pk, draft.pk], "post": "yes"}
    staff.post(address(Collection, page="changelist"), chosen)
    assert staff.get(address(Collection, made, "delete")).status_code == 403
    assert staff.get(address(Collection, draft, "delete")).status_code == 200
    staff.post(address(Collection, page="changelist"), chosen | {"_selected_action": [draft.pk]})
    assert [one.title for one in Collection.objects.all()] == ["Odd jobs"]
    data = opened(staff, made)
    del data["is_published"]
    assert saved(staff.post(address(Collection, made), data))
    assert visitor.get("/collections/odd-jobs/").status_code == 410


def test_order_is_typed_in_the_list_and_leaves_the_date_of_the_last_change(staff, visitor):
    career = builders.occupation("Welders")
    first, second = (builders.collection(title, career, position=place) for place, title in enumerate("AB", 1))
    data = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "_save": "Save",
        "form-0-id": str(first.pk), "form-0-position": "9", "form-1-id": str(second.pk), "form-1-position": "2",
    }  # fmt: skip
    assert saved(staff.post(address(Collection, page="changelist"), data))
    page = visitor.get("/collections/").content.decode()
    assert re.findall(r'href="/collections/([ab])/"', page) == ["b", "a"]
    before = first.updated_at
    first.refresh_from_db()
    assert (first.position, first.updated_at, first.updated_by) == (9, before, None)


def test_form_costs_the_same_with_one_career_and_three(staff):
    counts = []
    for number in (1, 3):
        made = builders.collection("", *(builders.occupation() for _ in range(number)))
        staff.get(address(Collection, made))
        with CaptureQueriesContext(connection) as queries:
            data = opened(staff, made)
        with CaptureQueriesContext(connection) as saving:
            assert saved(staff.post(address(Collection, made), data))
        counts.append((len(queries), len(saving)))
    assert counts[0] == counts[1]


def test_form_as_it_was_opened_changes_no_row(staff):
    made = builders.collection("Odd jobs", builders.occupation(), builders.occupation())
    before = list(CollectionEntry.objects.order_by("pk").values())
    assert saved(staff.post(address(Collection, made), opened(staff, made)))
    assert list(CollectionEntry.objects.order_by("pk").values()) == before


def test_slug_fills_itself_only_for_a_new_collection(staff):
    made = builders.collection("Odd jobs")
    filled = "&quot;id&quot;: &quot;#id_slug&quot;"
    pages = [staff.get(address(Collection, *of)).content.decode() for of in ([], [made])]
    assert [filled in page for page in pages] == [True, False]


def test_note_on_a_collection_stays_with_staff(staff, admin_user, visitor):
    made = builders.collection("Odd jobs", builders.occupation("Welders"))
    data = opened(staff, made)
    add_row(data, "careers-editorialnote-content_type-object_id", text="Ask the union.", kind="note")
    assert saved(staff.post(address(Collection, made), data))
    assert EditorialNote.objects.get().target == made
    assert "Ask the union" in staff.get(address(Collection, made)).content.decode()
    assert "Ask the union" not in visitor.get("/collections/odd-jobs/").content.decode()
