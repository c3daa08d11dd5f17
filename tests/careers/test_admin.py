"""The staff desk: every form opens for those who may, bad input is answered at its field, and changes leave their traces."""

import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careers.admin.mixins import EDITOR_STYLE_HASH
from careers.models import (
    AlternateTitle,
    CareerPathway,
    CipSocPair,
    DataRelease,
    Edition,
    EditorialNote,
    ImportRun,
    LinkCheck,
    Occupation,
    OccupationResource,
    OccupationWording,
    PageFeedback,
    PreviousSlug,
    ProgramLink,
    ProgramOffering,
    RelatedOccupation,
    RemovedRow,
    Resource,
    ResourceTopic,
    SearchMiss,
    SocGroup,
    Task,
    WageStat,
    WorkRequirement,
)
from careers.wording import Wording
from tests import builders

pytestmark = pytest.mark.django_db

REGISTERED = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "careers"), key=lambda model: model.__name__
)
WRITTEN_BY_MACHINES = {
    "CipSocPair", "Edition", "EditorialNote", "ImportRun", "LinkCheck", "PageFeedback", "PreviousSlug", "RemovedRow", "SearchMiss",
}  # fmt: skip


# Reading and filling in forms as a browser does ----------------------------------------------------------------------


class _Form(HTMLParser):
    """What a browser would send of the record's form as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str | list[str]] = {}
        self._inside = False
        self._select: tuple[str, bool] | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag, attrs) -> None:
        attributes = dict(attrs)
        name = attributes.get("name", "")
        if tag == "form":
            self._inside = attributes.get("id", "").endswith("_form")
        elif not self._inside:
            return
        elif tag == "input" and name:
            self._input(name, attributes)
        elif tag == "textarea":
            self._textarea, self.data[name] = name, ""
        elif tag == "select":
            self._select = (name, "multiple" in attributes)
            if "multiple" in attributes:
                self.data[name] = []
        elif tag == "option" and self._select:
            self._option(*self._select, attributes)

    def _input(self, name: str, attributes: dict) -> None:
        kind = attributes.get("type")
        if kind in ("submit", "button") or (kind == "checkbox" and "checked" not in attributes):
            return
        self.data[name] = attributes.get("value", "on" if kind == "checkbox" else "")

    def _option(self, select: str, is_multiple: bool, attributes: dict) -> None:
        if is_multiple and "selected" in attributes:
            self.data[select].append(attributes["value"])
        elif not is_multiple and ("selected" in attributes or select not in self.data):
            self.data[select] = attributes.get("value", "")

    def handle_data(self, data) -> None:
        if self._textarea is not None:
            self.data[self._textarea] += data

    def handle_endtag(self, tag) -> None:
        if tag == "textarea" and self._textarea is not None:
            # Browsers drop the line break that templates write after the tag.
            self.data[self._textarea] = self.data[self._textarea].removeprefix("\n")
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False


def form_of(response) -> dict:
    parser = _Form()
    parser.feed(response.content.decode())
    return parser.data


def address(model, record=None, page: str = "") -> str:
    page = page or ("change" if record else "add")
    return reverse(f"admin:careers_{model._meta.model_name}_{page}", args=[record.pk] if record else [])


def opened(client: Client, record) -> dict:
    return form_of(client.get(address(type(record), record)))


def add_row(data: dict, prefix: str, **values) -> int:
    """Fill in one more row of an inline; gives its number."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    blank = {
        name.replace("__prefix__", str(number)): value for name, value in data.items() if f"{prefix}-__prefix__" in name
    }
    data.update(blank)
    data.update({f"{prefix}-{number}-{name}": value for name, value in values.items()})
    return number


def saved(response) -> bool:
    """Whether the form was taken: the admin then leads on."""
    return response.status_code == 302


def rows_errors(response, prefix: str) -> list[dict]:
    formsets = {rows.formset.prefix: rows.formset for rows in response.context["inline_admin_formsets"]}
    return [dict(errors) for errors in formsets[prefix].errors]


NOTES = "careers-editorialnote-content_type-object_id"


# Everything opens for those who may, and for nobody else -------------------------------------------------------------


def one(model, number: int = 1):
    """A record of this model, another one for another number."""
    career = builders.occupation
    makers = {
        "AlternateTitle": lambda: AlternateTitle.objects.create(occupation=career(), title=f"Name {number}"),
        "Area": lambda: builders.metro(f"Town {number}, WA", f"1000{number}"),
        "CareerCluster": lambda: builders.cluster(f"Cluster {number}"),
        "CareerPathway": lambda: builders.pathway(f"Pathway {number}", cluster=builders.cluster(f"Cluster {number}")),
        "CipSocPair": lambda: CipSocPair.objects.create(
            program=builders.program(f"15.061{number}"), soc=builders.soc_group(f"11-101{number}")
        ),
        "Collection": lambda: builders.collection(f"Collection {number}", career(), is_published=False),
        "DataRelease": builders.release,
        "Edition": lambda: Edition.objects.get_or_create(pk=Edition.ONLY)[0],
        "EditorialNote": lambda: EditorialNote.objects.create(target=career(), text="Checked."),
        "EducationProgram": lambda: builders.program(f"15.061{number}", f"Program {number}"),
        "ImportRun": lambda: ImportRun.objects.create(files=[{"name": f"{number}.csv", "sha256": "0" * 64}]),
        "LinkCheck": lambda: LinkCheck.objects.create(resource=builders.resource(), result="ok"),
        "Occupation": career,
        "OccupationWording": lambda: OccupationWording.objects.create(occupation=career(), key="tasks", text="They:"),
        "OutlookStat": lambda: builders.outlook(
            builders.soc_group(f"11-101{number}"), builders.metro(code=f"1000{number}")
        ),
        "PageFeedback": lambda: PageFeedback.objects.create(
            path=f"/page-{number}/", day=timezone.localdate(), no=number
        ),
        "PreviousSlug": lambda: PreviousSlug.objects.create(occupation=career(), slug=f"old-{number}"),
        "ProgramOffering": lambda: ProgramOffering.objects.create(
            program=builders.program(f"15.061{number}"), school=builders.school(f"School {number}")
        ),
        "RemovedRow": lambda: RemovedRow.objects.create(kind="Task", owner="#1", source_key=f"{number}", label="Weld."),
        "Resource": builders.resource,
        "ResourceTopic": lambda: ResourceTopic.objects.create(name=f"Topic {number}", slug=f"topic-{number}"),
        "School": lambda: builders.school(f"College {number}"),
        "SearchMiss": lambda: SearchMiss.objects.create(query=f"word {number}"),
        "SocGroup": lambda: builders.soc_group(f"11-101{number}", parent=builders.soc_group("11-1010")),
        "Task": lambda: Task.objects.create(occupation=career(), statement=f"Do {number}."),
        "WageStat": lambda: builders.wage(builders.soc_group(f"11-101{number}"), builders.metro(code=f"1000{number}")),
        "WorkRequirement": lambda: WorkRequirement.objects.create(
            occupation=career(), group="frequent", text=f"Do {number}"
        ),
    }
    return makers[model.__name__]()


def test_every_model_is_administered():
    inlines = {inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines}
    missing = set(apps.get_app_config("careers").get_models()) - set(REGISTERED) - inlines
    assert missing == set()


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_pages_of_every_model_open_for_staff(staff, model):
    record = one(model)
    adds = 403 if model.__name__ in WRITTEN_BY_MACHINES else 200
    assert [
        staff.get(address(model, page="changelist")).status_code,
        staff.get(address(model)).status_code,
        staff.get(address(model, record)).status_code,
        staff.get(address(model, page="changelist"), {"q": "nothing"}).status_code,
    ] == [200, adds, 200, 200]


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_pages_of_every_model_are_refused_without_permission(client, django_user_model, model):
    record = one(model)
    client.force_login(django_user_model.objects.create_user("temp", is_staff=True))
    answers = [
        client.get(url).status_code
        for url in (address(model, page="changelist"), address(model), address(model, record))
    ]
    assert answers == [403, 403, 403]


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_person_who_may_only_look_changes_nothing(client, django_user_model, model):
    record = one(model)
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="careers", codename__startswith="view_")
    )
    client.force_login(user)
    assert [
        client.get(address(model, page="changelist")).status_code,
        client.get(address(model, record)).status_code,
        client.post(address(model, record), {}).status_code,
        client.get(address(model, record, "delete")).status_code,
    ] == [200, 200, 403, 403]


@pytest.mark.parametrize("model", sorted(WRITTEN_BY_MACHINES))
def test_what_machines_wrote_is_not_changed_by_hand(staff, model):
    model = apps.get_model("careers", model)
    record = one(model)
    before = model.objects.filter(pk=record.pk).values().get()
    assert staff.post(address(model, record), dict.fromkeys(before, "1")).status_code == 403
    assert model.objects.filter(pk=record.pk).values().get() == before


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_changelist_costs_the_same_with_one_record_and_three(staff, model):
    one(model)
    staff.get(address(model, page="changelist"))
    with CaptureQueriesContext(
        connection,
    ) as with_one:
        staff.get(address(model, page="changelist"))
    for number in (2, 3):
        one(model, number)
    with CaptureQueriesContext(connection) as with_three:
        staff.get(address(model, page="changelist"))
    assert len(with_three) == len(with_one)
    assert len(with_one) <= 13


def test_index_shows_the_models_in_groups(staff):
    response = staff.get(reverse("admin:index"))
    groups = [app["name"] for app in response.context["app_list"]]
    assert groups == [
        "Careers and what is on their pages",
        "Collections",
        "Clusters, codes and areas",
        "Wages and outlook",
        "Programs and schools",
        "Resources",
        "Official data",
        "Notes and records",
        "Authentication and Authorization",
    ]
    shown = {model["object_name"] for app in response.context["app_list"] for model in app["models"]}
    assert shown == {model.__name__ for model in REGISTERED} | {"User", "Group"}
    assert "Career Portal" in response.content.decode()


def test_index_shows_only_what_a_person_may_see(client, django_user_model):
    user = django_user_model.objects.create_user("temp", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_school"))
    client.force_login(user)
    app_list = client.get(reverse("admin:index")).context["app_list"]
    assert [(app["name"], [model["object_name"] for model in app["models"]]) for app in app_list] == [
        ("Programs and schools", ["School"])
    ]


def test_search_finds_a_career_by_title_other_name_and_code(staff):
    nurse = builders.occupation(
        "Registered Nurses", soc=builders.soc_group("29-1141"), onet_soc_code="29-1141.00", dot_code="075.364-010"
    )
    AlternateTitle.objects.create(occupation=nurse, title="RN")
    builders.occupation("Carpenters")
    for words in ("nurses", "RN", "29-1141", "29-1141.00", "075.364-010"):
        found = staff.get(address(Occupation, page="changelist"), {"q": words}).context["cl"].result_list
        assert [career.title for career in found] == ["Registered Nurses"], words


# The long form -------------------------------------------------------------------------------------------------------


def full_career(title: str, rows: int) -> Occupation:
    """A career with so many rows in each of its lists."""
    career = builders.occupation(title)
    for number in range(rows):
        other = builders.occupation()
        AlternateTitle.objects.create(occupation=career, title=f"Name {number}")
        Task.objects.create(occupation=career, statement=f"Do {number}.")
        WorkRequirement.objects.create(occupation=career, group="frequent", text=f"Do {number}")
        RelatedOccupation.objects.create(occupation=career, to_occupation=other)
        ProgramLink.objects.create(
            occupation=career, program=builders.program(f"15.06{number:02}", f"Program {number}")
        )
        OccupationResource.objects.create(occupation=career, resource=builders.resource())
        OccupationWording.objects.create(occupation=career, key=Wording.values[number], text="They:")
        PreviousSlug.objects.create(occupation=career, slug=f"{career.slug}-{number}")
        EditorialNote.objects.create(target=career, text=f"Note {number}")
        career.pathways.add(builders.pathway(f"Pathway {number}", cluster=builders.cluster(f"Cluster {number}")))
    return career


def test_occupation_form_costs_the_same_with_one_row_and_three_in_each_list(staff):
    short, long = full_career("Short", 1), full_career("Long", 3)
    staff.get(address(Occupation, short))
    counts = []
    for career in (short, long):
        with CaptureQueriesContext(connection) as queries:
            response = staff.get(address(Occupation, career))
        assert response.status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[0]


def test_saving_a_career_checks_no_row_that_nobody_touched(staff):
    counts = []
    for career in (full_career("Short", 1), full_career("Long", 3)):
        data = opened(staff, career)
        with CaptureQueriesContext(connection) as queries:
            assert saved(staff.post(address(Occupation, career), data))
        counts.append(len(queries))
    # One pathway is one check of its own; everything else does not grow.
    assert counts[1] == counts[0]


def test_saving_the_form_as_it_was_opened_changes_nothing(staff):
    career = full_career("Carpenters", 2)
    lists = (
        AlternateTitle,
        Task,
        WorkRequirement,
        RelatedOccupation,
        ProgramLink,
        OccupationResource,
        OccupationWording,
        PreviousSlug,
    )
    before = [list(model.objects.order_by("pk").values()) for model in lists]
    assert saved(staff.post(address(Occupation, career), opened(staff, career)))
    assert [list(model.objects.order_by("pk").values()) for model in lists] == before


def test_rows_are_added_changed_and_deleted(staff):
    career = full_career("Carpenters", 2)
    program = builders.program("46.0201", "Carpentry")
    data = opened(staff, career)
    add_row(data, "program_links", program=str(program.pk), kind="direct", position="7")
    data["tasks-0-statement"] = "Saw wood."
    data["alternate_titles-1-DELETE"] = "on"
    assert saved(staff.post(address(Occupation, career), data))
    assert [link.program for link in career.program_links.filter(position=7)] == [program]
    assert sorted(task.statement for task in career.tasks.all()) == ["Do 1.", "Saw wood."]
    assert [name.title for name in career.alternate_titles.all()] == ["Name 0"]


def test_slug_fills_itself_only_for_a_new_career(staff):
    assert 'id="django-admin-prepopulated-fields-constants"' in staff.get(address(Occupation)).content.decode()
    page = staff.get(address(Occupation, builders.occupation())).content.decode()
    assert "&quot;id&quot;: &quot;#id_slug&quot;" not in page


def test_view_on_site_serves_a_draft_to_staff(staff, visitor):
    draft = builders.occupation("Carpenters", status="draft")
    page = staff.get(address(Occupation, draft))
    preview = staff.get(re.search(r'href="([^"]+)" class="viewsitelink"', page.content.decode())[1], follow=True)
    assert (preview.status_code, preview.request["PATH_INFO"]) == (200, "/careers/carpenters/")
    assert visitor.get("/careers/carpenters/").status_code == 404


def test_prose_editor_is_allowed_on_its_page_and_nowhere_else(staff):
    form = staff.get(address(Occupation, builders.occupation()))
    nonce = re.search(r'<script type="importmap" nonce="([^"]+)">', form.content.decode())[1]
    policy = form["Content-Security-Policy"]
    assert f"'nonce-{nonce}'" in policy
    assert f"'{EDITOR_STYLE_HASH}'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in staff.get(address(Occupation, page="changelist"))["Content-Security-Policy"]


def test_hash_is_of_the_style_sheet_the_editor_writes():
    script = Path(finders.find("django_prose_editor/editor.js")).read_text(encoding="utf-8")
    style = re.search(r"`(\.ProseMirror \{.*?)`", script, re.DOTALL)[1]
    assert "sha256-" + b64encode(sha256(style.encode()).digest()).decode() == EDITOR_STYLE_HASH


# Notes, status, addresses --------------------------------------------------------------------------------------------


def test_note_is_stamped_with_author_and_time(staff, admin_user):
    career = builders.occupation()
    data = opened(staff, career)
    add_row(
        data, NOTES, kind="change", section="wages", text="# Checked the link.", author="999", created_at="2001-01-01"
    )
    assert saved(staff.post(address(Occupation, career), data))
    note = EditorialNote.objects.get()
    assert (note.target, note.text, note.author, note.kind, note.section) == (
        career,
        "# Checked the link.",
        admin_user,
        "change",
        "wages",
    )
    assert note.created_at.year > 2001


def test_note_of_another_stays_as_it_was(staff, django_user_model):
    career = builders.occupation()
    other = django_user_model.objects.create_user("other")
    note = EditorialNote.objects.create(target=career, text="First.", author=other)
    data = opened(staff, career)
    assert f"{NOTES}-0-text" not in data
    data[f"{NOTES}-0-text"] = "Changed."
    add_row(data, NOTES, kind="note", text="Second.")
    assert saved(staff.post(address(Occupation, career), data))
    note.refresh_from_db()
    assert (note.text, note.author) == ("First.", other)
    assert EditorialNote.objects.count() == 2


@pytest.mark.parametrize(("is_superuser", "left"), [(False, 1), (True, 0)])
def test_note_is_deleted_only_by_a_superuser(client, django_user_model, is_superuser, left):
    user = django_user_model.objects.create_user("editor", is_staff=True, is_superuser=is_superuser)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="careers"))
    client.force_login(user)
    career = builders.occupation()
    EditorialNote.objects.create(target=career, text="First.")
    data = opened(client, career)
    data[f"{NOTES}-0-DELETE"] = "on"
    assert saved(client.post(address(Occupation, career), data))
    assert EditorialNote.objects.count() == left


def test_notes_stand_at_the_foot_of_every_content_form(staff):
    for model in REGISTERED:
        if model.__name__ not in WRITTEN_BY_MACHINES:
            last = staff.get(address(model)).context["inline_admin_formsets"][-1]
            assert last.formset.prefix == NOTES, model


def test_changed_status_is_stamped_and_an_unchanged_one_is_not(staff, admin_user):
    career = builders.occupation(status="draft")
    data = opened(staff, career)
    assert saved(staff.post(address(Occupation, career), data | {"title": "Joiners"}))
    career.refresh_from_db()
    assert (career.title, career.status_changed_at, career.status_changed_by) == ("Joiners", None, None)
    assert saved(staff.post(address(Occupation, career), data | {"status": "published"}))
    career.refresh_from_db()
    assert (career.status, career.status_changed_by) == ("published", admin_user)
    assert career.status_changed_at is not None


def test_new_career_is_stamped(staff, admin_user):
    soc = builders.soc_group()
    data = form_of(staff.get(address(Occupation)))
    data |= {"title": "Joiners", "singular_title": "joiner", "slug": "joiners", "soc": str(soc.pk)}
    assert saved(staff.post(address(Occupation), data))
    assert Occupation.objects.get().status_changed_by == admin_user


@pytest.mark.parametrize(
    ("status", "kept"), [("draft", []), ("in_review", []), ("published", ["carpenters"]), ("retired", ["carpenters"])]
)
def test_changed_address_of_a_career_that_was_public_goes_on_answering(staff, visitor, status, kept):
    career = builders.occupation("Carpenters", status=status)
    assert saved(
        staff.post(address(Occupation, career), opened(staff, career) | {"slug": "joiners", "status": "published"})
    )
    assert [previous.slug for previous in career.previous_slugs.all()] == kept
    answer = visitor.get("/careers/carpenters/")
    assert (answer.status_code, answer.get("Location")) == ((301, "/careers/joiners/") if kept else (404, None))


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_career_that_was_public_is_not_hidden_again(staff, visitor, status):
    career = builders.occupation("Carpenters")
    response = staff.post(address(Occupation, career), opened(staff, career) | {"status": status})
    (sentence,) = response.context["adminform"].form.errors["status"]
    assert sentence.startswith("This career has been public, and people have its address.")
    assert visitor.get("/careers/carpenters/").status_code == 200
    fresh = builders.occupation("Joiners", status="in_review")
    assert saved(staff.post(address(Occupation, fresh), opened(staff, fresh) | {"status": "draft"}))


def test_what_public_addresses_and_figures_hang_on_is_not_deleted(staff, django_user_model):
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label="careers"))
    client = Client()
    client.force_login(editor)
    career = builders.occupation("Carpenters")
    previous = PreviousSlug.objects.create(occupation=career, slug="joiners")
    typed_wrong = PreviousSlug.objects.create(occupation=builders.occupation("Drafts", status="draft"), slug="draughts")
    used, unused = builders.pathway("Production"), builders.pathway("Repair", cluster=builders.cluster("Finance"))
    career.pathways.add(used)
    full, empty = builders.wage(career.soc, builders.state()).release, builders.release()
    for record, answer in (
        (previous, 403), (typed_wrong, 200), (used, 403), (unused, 200), (used.cluster, 403), (unused.cluster, 200),
        (full, 403), (empty, 200),
    ):  # fmt: skip
        assert client.get(address(type(record), record, "delete")).status_code == answer, record
    assert staff.get(address(PreviousSlug, previous, "delete")).status_code == 200


def test_what_the_demo_knows_its_records_by_is_chosen_once(staff):
    release, resource = builders.release(is_demo=True), builders.resource()
    own = builders.release()
    assert "source" not in opened(staff, release)
    assert "source" in opened(staff, own)
    assert "slug" not in opened(staff, resource)


def test_note_of_somebody_with_a_long_name_is_kept(django_user_model):
    name = "a" * 140 + "@example.o"
    user = django_user_model.objects.create_superuser(name)
    client = Client()
    client.force_login(user)
    career = builders.occupation("Carpenters")
    data = opened(client, career)
    add_row(data, "careers-editorialnote-content_type-object_id", text="Look again.", kind="note")
    assert saved(client.post(address(Occupation, career), data))
    assert EditorialNote.objects.get().author_name == name


def test_address_of_a_cluster_is_chosen_once(staff):
    cluster = builders.cluster("Manufacturing")
    assert saved(
        staff.post(address(type(cluster), cluster), opened(staff, cluster) | {"slug": "making", "name": "Making"})
    )
    cluster.refresh_from_db()
    assert (cluster.slug, cluster.name) == ("manufacturing", "Making")


def test_note_keeps_its_author_when_the_account_goes(staff, admin_user, rf):
    career = builders.occupation("Carpenters")
    data = opened(staff, career)
    add_row(data, "careers-editorialnote-content_type-object_id", text="Look again.", kind="note")
    assert saved(staff.post(address(Occupation, career), data))
    admin_user.delete()
    note = EditorialNote.objects.get()
    assert (note.author, note.author_name) == (None, "admin")


@pytest.mark.parametrize(("status", "answer"), [("draft", 200), ("published", 403), ("retired", 403)])
def test_career_that_was_ever_public_is_retired_and_not_deleted(staff, status, answer):
    career = builders.occupation("Carpenters", status=status)
    assert staff.get(address(Occupation, career, "delete")).status_code == answer
    staff.post(
        address(Occupation, page="changelist"),
        {"action": "delete_selected", "_selected_action": career.pk, "post": "yes"},
    )
    assert Occupation.objects.filter(pk=career.pk).exists() is (status != "draft")


def test_address_that_reads_as_a_code_is_refused(staff):
    career = builders.occupation("Carpenters")
    response = staff.post(address(Occupation, career), opened(staff, career) | {"slug": "47-2031"})
    assert response.context["adminform"].form.errors == {
        "slug": ["An address cannot be a SOC code. Make it of the title."]
    }


def test_career_that_takes_its_old_address_back_needs_no_way_from_it(staff):
    career = builders.occupation("Carpenters")
    for slug in ("joiners", "carpenters"):
        assert saved(staff.post(address(Occupation, career), opened(staff, career) | {"slug": slug}))
    assert [previous.slug for previous in career.previous_slugs.all()] == ["joiners"]


def test_previous_address_of_another_career_is_refused(staff):
    PreviousSlug.objects.create(occupation=builders.occupation("Carpenters"), slug="joiners")
    career = builders.occupation("Woodworkers")
    response = staff.post(address(Occupation, career), opened(staff, career) | {"slug": "joiners"})
    assert response.context["adminform"].form.errors == {
        "slug": ["Another career had this address before, and old links to it still lead there. Choose another."]
    }
    assert form_of(response)["slug"] == "joiners"


def test_address_of_another_career_is_refused(staff):
    builders.occupation("Carpenters")
    career = builders.occupation("Woodworkers")
    response = staff.post(address(Occupation, career), opened(staff, career) | {"slug": "carpenters"})
    assert response.context["adminform"].form.errors == {"slug": ["Another career has this address. Choose another."]}


@pytest.mark.parametrize(
    ("slug", "errors"),
    [
        ("old-carpenters", []),
        (
            "woodworkers",
            [{"slug": ["A career has this address today. Only an address that no career has now can be an old one."]}],
        ),
    ],
)
def test_previous_address_is_added_by_hand_unless_a_career_has_it(staff, slug, errors):
    builders.occupation("Woodworkers")
    career = builders.occupation("Carpenters")
    data = opened(staff, career)
    add_row(data, "previous_slugs", slug=slug)
    response = staff.post(address(Occupation, career), data)
    assert [previous.slug for previous in career.previous_slugs.all()] == ([] if errors else [slug])
    assert ([] if saved(response) else rows_errors(response, "previous_slugs")) == errors


# Releases ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def releases() -> list[DataRelease]:
    """Last year's wages, this year's which are current, another source's, and the same source's outlook."""
    return [
        builders.release("wages", source="ESD", is_current=False),
        builders.release("wages", source="ESD"),
        builders.release("wages", source="BLS"),
        builders.release("outlook", source="ESD"),
    ]


def choose(client: Client, *chosen: DataRelease):
    data = {"action": "make_current", "_selected_action": [release.pk for release in chosen]}
    return client.post(address(DataRelease, page="changelist"), data, follow=True)


def current() -> list[bool]:
    return list(DataRelease.objects.order_by("pk").values_list("is_current", flat=True))


def test_make_current_switches_the_others_of_its_source_and_dataset_off(staff, releases):
    edition = Edition.objects.number()
    choose(staff, releases[0])
    assert current() == [True, False, True, True]
    assert Edition.objects.number() == edition + 1
    assert LogEntry.objects.get().get_change_message() == "Made current."


def test_make_current_refuses_two_of_the_same_source_and_dataset(staff, releases):
    edition = Edition.objects.number()
    response = choose(staff, *releases[:2])
    said = "Choose only one release of the same source and dataset. Nothing was changed."
    assert [str(message) for message in response.context["messages"]] == [said]
    assert (current(), Edition.objects.number()) == ([False, True, True, True], edition)


def test_make_current_needs_the_permission_to_change(client, django_user_model, releases):
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_datarelease"))
    client.force_login(user)
    choose(client, releases[0])
    assert current() == [False, True, True, True]
    user.user_permissions.add(Permission.objects.get(codename="change_datarelease"))
    choose(client, releases[0])
    assert current() == [True, False, True, True]


def test_second_current_release_is_refused_at_the_field(staff, releases):
    response = staff.post(address(DataRelease, releases[0]), opened(staff, releases[0]) | {"is_current": "on"})
    assert response.context["adminform"].form.errors == {
        "is_current": ["Another release of this source and dataset is current. Switch that one off first."]
    }
    assert current() == [False, True, True, True]


def test_new_web_address_of_a_resource_is_unchecked(staff):
    resource = builders.resource(link_state="broken")
    assert saved(staff.post(address(Resource, resource), opened(staff, resource) | {"subtitle": "Moved"}))
    resource.refresh_from_db()
    assert resource.link_state == "broken"
    assert saved(staff.post(address(Resource, resource), opened(staff, resource) | {"url": "https://new.example.org/"}))
    resource.refresh_from_db()
    assert resource.link_state == "unchecked"


# What is refused is said at its field, nothing is saved, and nothing typed is lost -----------------------------------

NOTE_LINE = (
    "A line starts with “#”: “%s”. Public text cannot hold notes. "
    "Move it to “Editorial notes” at the foot of this form, where only staff see it."
)
ACTIVE = (
    "This text held %s, which public pages do not carry. The editor may have dropped it by now: if the text below is as "
    "you want it, save again. Headings, lists, bold, italic and links to web pages are welcome."
)


def makes(name: str):
    return {
        "occupation": lambda: builders.occupation("Carpenters"),
        "soc": lambda: builders.soc_group("17-3029"),
        "program": builders.program,
        "resource": builders.resource,
        "cluster": builders.cluster,
        "wage": lambda: builders.wage(builders.soc_group(), builders.state()),
        "outlook": lambda: builders.outlook(builders.soc_group(), builders.state()),
        "area": builders.state,
    }[name]()


@pytest.mark.parametrize(
    ("record", "field", "wrong", "said", "right"),
    [
        ("soc", "code", "17-302", "A SOC code is two digits, a hyphen and four digits, like 17-3029.", "17-3028"),
        (
            "occupation",
            "onet_soc_code",
            "17-3029",
            "An O*NET-SOC code is a SOC code, a point and two digits, like 17-3029.09.",
            "17-3029.09",
        ),
        ("occupation", "dot_code", "652382010", "A DOT code is nine digits, written like 652.382-010.", "652.382-010"),
        (
            "occupation",
            "holland_code",
            "RRC",
            "A Holland code is one to three different letters out of R, I, A, S, E and C, strongest first, like RIC.",
            "RIC",
        ),
        (
            "program",
            "cip_code",
            "15.6",
            "A CIP code is a family, series or program of study: 15, 15.06 or 15.0613.",
            "15.06",
        ),
        (
            "wage",
            "hourly_pct90",
            "3.00",
            "The 90th percentile (3.00) is lower than the 75th percentile (21.00). Percentiles must rise.",
            "40.00",
        ),
        ("wage", "hourly_pct10", "-1", "This figure cannot be negative.", "17.00"),
        (
            "outlook",
            "base_employment",
            "",
            "There is no figure here. Enter it, or choose the reason why it is missing.",
            "120",
        ),
        ("occupation", "title", "# Carpenters", NOTE_LINE % "# Carpenters", "Joiners"),
        ("occupation", "at_a_glance", "Build\n#cj 4/10/19", NOTE_LINE % "#cj 4/10/19", "Build\nRepair"),
        (
            "occupation",
            "summary",
            "<p>Good.</p><p># checked</p>",
            NOTE_LINE % "# checked",
            "<p>Good.</p><p>Better.</p>",
        ),
        ("occupation", "summary", "<p>Hi</p><script>alert(1)</script>", ACTIVE % "<script>", "<p>Hi</p>"),
        (
            "occupation",
            "licensing",
            '<p><a href="javascript:alert(1)">x</a></p>',
            ACTIVE % "a link starting with “javascript:”",
            '<p><a href="https://example.org/">x</a></p>',
        ),
        ("cluster", "introduction", "<p>#x</p>", NOTE_LINE % "#x", "<p>x</p>"),
        (
            "resource",
            "url",
            "javascript:alert(1)",
            "Enter a web address that starts with https:// or http://.",
            "https://example.org/",
        ),
        ("resource", "subtitle", "#old", NOTE_LINE % "#old", "new"),
        (
            "occupation",
            "slug",
            "two words",
            "An address is made of letters, numbers and hyphens, without spaces or other signs: wind-technicians.",
            "one",
        ),
    ],
)
def test_wrong_value_is_refused_at_its_field_and_the_right_one_saved(  # noqa: PLR0917 - a table's row
    staff, record, field, wrong, said, right
):
    record = makes(record)
    data = opened(staff, record)
    edition = Edition.objects.number()
    response = staff.post(address(type(record), record), data | {field: wrong})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors == {field: [said]}
    assert f'value="{escape(wrong)}"' in response.content.decode() or f">\n{escape(wrong)}" in response.content.decode()
    assert form_of(response)[field] == wrong
    assert Edition.objects.number() == edition
    assert saved(staff.post(address(type(record), record), data | {field: right}))
    record.refresh_from_db()
    stored = getattr(record, field)
    if isinstance(stored, Decimal):
        assert stored == Decimal(right)
    elif field == "licensing":
        # The cleaner adds what keeps a link from handing over the page it stands on.
        assert 'href="https://example.org/"' in stored
    else:
        assert stored == right


@pytest.mark.parametrize(
    ("prefix", "values", "errors", "right"),
    [
        (
            "alternate_titles",
            {"title": "RN", "position": "0"},
            {"title": ["This career already has this name."]},
            {"title": "Nurse"},
        ),
        (
            "alternate_titles",
            {"title": "rn", "position": "0"},
            {"title": ["This career already has this name."]},
            {"title": "Nurse"},
        ),
        ("alternate_titles", {"title": "#rn", "position": "0"}, {"title": [NOTE_LINE % "#rn"]}, {"title": "Nurse"}),
        (
            "tasks",
            {"kind": "specific", "statement": "Heal.\n# cj", "position": "0"},
            {"statement": [NOTE_LINE % "# cj"]},
            {"statement": "Heal."},
        ),
        (
            "wordings",
            {"key": "programs", "text": "They earn {salary}."},
            {
                "text": [
                    "There is no slot {salary}. Choose from {plural}, {singular}, {Plural}, {Singular}, {group} and {code}."
                ]
            },
            {"text": "{Plural} earn enough."},
        ),
        (
            "wordings",
            {"key": "programs", "text": "They earn { more."},
            {"text": ["A brace { or } stands alone. Slots are written like {plural}."]},
            {"text": "They earn more."},
        ),
        (
            "wordings",
            {"key": "programs", "text": ""},
            {"text": ["Write the sentence, or tick “leave out”."]},
            {"is_off": "on"},
        ),
        (
            "wordings",
            {"key": "tasks", "text": "They:"},
            {"key": ["This career already has its own wording of this sentence."]},
            {"key": "skills"},
        ),
    ],
)
def test_wrong_row_is_refused_at_its_field_and_the_right_one_saved(staff, prefix, values, errors, right):
    career = builders.occupation("Registered Nurses")
    AlternateTitle.objects.create(occupation=career, title="RN")
    OccupationWording.objects.create(occupation=career, key="tasks", text="They do:")
    data = opened(staff, career) | {"title": "Nurses"}
    number = add_row(data, prefix, **values)
    edition = Edition.objects.number()
    response = staff.post(address(Occupation, career), data)
    assert response.status_code == 200
    assert rows_errors(response, prefix)[number] == errors
    typed = form_of(response)
    assert typed["title"] == "Nurses"
    assert {name: typed[f"{prefix}-{number}-{name}"] for name in values} == values
    assert Edition.objects.number() == edition
    data |= {f"{prefix}-{number}-{name}": value for name, value in right.items()}
    assert saved(staff.post(address(Occupation, career), data))
    assert (
        getattr(career, prefix)
        .filter(**{name: True if value == "on" else value for name, value in right.items()})
        .count()
        == 1
    )


def test_same_name_in_two_new_rows_is_refused_at_the_second(staff):
    career = builders.occupation("Registered Nurses")
    data = opened(staff, career)
    add_row(data, "alternate_titles", title="RN", position="0")
    add_row(data, "alternate_titles", title="rn", position="0")
    response = staff.post(address(Occupation, career), data)
    assert rows_errors(response, "alternate_titles") == [{}, {"title": ["This career already has this name."]}]
    assert career.alternate_titles.count() == 0
    data["alternate_titles-1-title"] = "Nurse"
    assert saved(staff.post(address(Occupation, career), data))
    assert sorted(name.title for name in career.alternate_titles.all()) == ["Nurse", "RN"]


def test_related_career_is_refused_twice_and_itself(staff):
    career, other = builders.occupation("Carpenters"), builders.occupation("Joiners")
    RelatedOccupation.objects.create(occupation=career, to_occupation=other)
    data = opened(staff, career)
    add_row(data, "related", to_occupation=str(other.pk), position="0")
    for chosen, said in (
        (other, "This career already lists that one."),
        (career, "A career is not related to itself."),
    ):
        data["related-1-to_occupation"] = str(chosen.pk)
        response = staff.post(address(Occupation, career), data)
        assert rows_errors(response, "related") == [{}, {"to_occupation": [said]}]
    data["related-1-to_occupation"] = str(builders.occupation("Woodworkers").pk)
    assert saved(staff.post(address(Occupation, career), data))
    assert [link.to_occupation.title for link in career.related.all()] == ["Joiners", "Woodworkers"]


def test_two_new_rows_that_say_the_same_are_refused(staff):
    career, other = builders.occupation("Carpenters"), builders.occupation("Joiners")
    data = opened(staff, career)
    for _ in range(2):
        add_row(data, "related", to_occupation=str(other.pk), position="0")
    response = staff.post(address(Occupation, career), data)
    assert rows_errors(response, "related") == [{}, {"__all__": ["This line says the same as one above it."]}]
    assert career.related.count() == 0


def test_new_career_is_saved_with_its_lists(staff):
    soc, other = builders.soc_group(), builders.occupation("Joiners")
    data = form_of(staff.get(address(Occupation)))
    data |= {"title": "Carpenters", "singular_title": "carpenter", "slug": "carpenters", "soc": str(soc.pk)}
    add_row(data, "alternate_titles", title="Framer", position="1")
    add_row(data, "related", to_occupation=str(other.pk), position="1")
    add_row(data, "wordings", key="tasks", text="They:")
    assert saved(staff.post(address(Occupation), data))
    career = Occupation.objects.get(slug="carpenters")
    lists = (career.alternate_titles, career.related, career.wordings)
    assert [str(row) for rows in lists for row in rows.all()] == ["Framer", "Joiners", "Before the task list"]


def test_second_figures_of_a_group_area_and_release_are_refused_at_the_field(staff):
    wage = builders.wage(builders.soc_group(), builders.state())
    data = form_of(staff.get(address(WageStat)))
    data |= {"soc": str(wage.soc_id), "area": str(wage.area_id), "release": str(wage.release_id)}
    response = staff.post(address(WageStat), data)
    assert response.context["adminform"].form.errors == {
        "soc": ["This release already has a wage row for this group and area."]
    }
    other = builders.soc_group("11-1011")
    assert saved(staff.post(address(WageStat), data | {"soc": str(other.pk)}))
    assert WageStat.objects.count() == 2


def test_second_pathway_of_the_same_address_is_refused_at_the_field(staff):
    first, second = builders.pathway("Production"), builders.pathway("Quality")
    response = staff.post(address(CareerPathway, second), opened(staff, second) | {"slug": first.slug})
    assert response.context["adminform"].form.errors == {
        "slug": ["This cluster already has a pathway with this address."]
    }


def test_second_soc_group_of_the_same_code_is_refused_at_the_field(staff):
    first, second = builders.soc_group("11-1011"), builders.soc_group("11-1012")
    response = staff.post(address(SocGroup, second), opened(staff, second) | {"code": first.code})
    assert response.context["adminform"].form.errors == {
        "code": ["This edition of the SOC already has a group with this code."]
    }


def test_career_replaced_without_being_retired_is_refused_at_the_field(staff):
    career, other = builders.occupation("Carpenters"), builders.occupation("Joiners")
    data = opened(staff, career) | {"replaced_by": str(other.pk)}
    response = staff.post(address(Occupation, career), data)
    assert response.context["adminform"].form.errors == {
        "replaced_by": ["Only a retired career is replaced by another. Retire it, or empty this field."]
    }
    assert saved(staff.post(address(Occupation, career), data | {"status": "retired"}))


def test_new_rows_go_to_the_end_unless_their_place_is_typed(staff):
    career = builders.occupation("Carpenters")
    Task.objects.create(occupation=career, statement="Measure", position=1)
    data = opened(staff, career)
    add_row(data, "tasks", kind="specific", statement="Saw")
    add_row(data, "tasks", kind="specific", statement="Nail")
    add_row(data, "tasks", kind="specific", statement="Sand", position="7")
    assert saved(staff.post(address(Occupation, career), data))
    places = dict(career.tasks.values_list("statement", "position"))
    assert places["Measure"] < places["Saw"] < places["Nail"]
    assert places["Sand"] == 7


def test_group_without_figures_is_told_when_it_is_chosen(staff):
    career = builders.occupation("Carpenters")
    bare, full = builders.soc_group("47-2030", "Carpenters"), builders.soc_group("47-2031", "Carpenters")
    builders.wage(full, builders.state())
    builders.outlook(full, builders.state())
    for group, told in ((bare, 2), (full, 0)):
        response = staff.post(address(Occupation, career), opened(staff, career) | {"soc": group.pk}, follow=True)
        messages = [str(message) for message in response.context["messages"]]
        assert len([message for message in messages if message.startswith("There are no figures on")]) == told


def test_preview_leads_back_to_its_form(staff):
    career = builders.occupation("Carpenters", status="draft")
    assert f'href="{address(Occupation, career)}"' in staff.get(career.get_absolute_url()).content.decode()
