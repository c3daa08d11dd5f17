"""Official files from the desk: upload, plan, confirm; what editors wrote otherwise; two releases side by side."""

import datetime
import os
import re
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careers.admin import imports
from careers.codes import FigureStatus
from careers.comparing import compare
from careers.importers.find import Findings
from careers.importers.plan import Plan
from careers.importers.run import ImportRefusedError, Options, Preview, carry_out, preview
from careers.importers.templates import TEMPLATES
from careers.models import (
    AlternateTitle,
    DataRelease,
    ImportRun,
    Occupation,
    PreviousSlug,
    RelatedOccupation,
    RemovedRow,
    ResourceTopic,
    SocGroup,
    Task,
    WageStat,
)
from tests import builders, html
from tests.careers.importers.test_import_official import OCCUPATIONS, TASKS

pytestmark = pytest.mark.django_db

DEFINITIONS = b"SOC Group,SOC Code,SOC Title,SOC Definition\nDetailed,51-4121,Welders,Join metal.\n"
WASHINGTON_WAGES = (
    b"ID,Year,Area code,Area name,SOC code,Occupational title,Employment,Average wage,25th Percentile,50th Percentile,"
    b"75th Percentile,Annual wage\n1,2022,000053,Washington,11-1011,Chief executives,10,50,40,50,60,104000\n"
)


@pytest.fixture(autouse=True)
def import_folder(settings, tmp_path) -> Path:
    settings.IMPORT_FOLDER = str(tmp_path / "imports")
    return tmp_path / "imports"


def upload(client: Client, *files: tuple[str, bytes], **options):
    data = {"files": [SimpleUploadedFile(name, content) for name, content in files], **options}
    return client.post(reverse("admin:careers_importrun_upload"), data)


def text(response) -> str:
    return html.text(response.content.decode())


def confirm(client: Client, plan_url: str):
    page = client.get(plan_url).content.decode()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    return client.post(f"{plan_url}apply/", {"fingerprint": fingerprint}, follow=True)


def person(django_user_model, name: str, *permissions: str) -> Client:
    user = django_user_model.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


# Upload, plan, confirm -----------------------------------------------------------------------------------------------


def test_upload_shows_the_plan_and_changes_nothing_before_it_is_confirmed(staff, import_folder):
    response = upload(staff, ("soc.csv", DEFINITIONS))
    page = text(staff.get(response.url))
    assert "SOC groups 1 0 0 0 0 0" in page
    assert "soc.csv: SOC 2018, 2018: SOC definitions" in page
    assert SocGroup.objects.count() == 0
    done = confirm(staff, response.url)
    assert SocGroup.objects.get().definition == "Join metal."
    run = ImportRun.objects.get()
    assert done.redirect_chain[-1][0] == reverse("admin:careers_importrun_change", args=[run.pk])
    assert "SOC groups 1 0 0 0 0 0" in text(done)
    assert (run.started_by.username, run.files[0]["name"]) == ("admin", "soc.csv")
    assert list(import_folder.iterdir()) == []


def test_same_file_again_says_so(staff):
    confirm(staff, upload(staff, ("soc.csv", DEFINITIONS)).url)
    response = staff.post(
        reverse("admin:careers_importrun_upload"),
        {"files": [SimpleUploadedFile("other name.csv", DEFINITIONS)]},
        follow=True,
    )
    assert "Nothing changed: the same files were imported just before." in text(response)


@pytest.mark.parametrize(
    ("states", "is_left_out", "outcome"), [("nj", True, "Nothing changed."), ("wa", False, "Imported.")]
)
def test_plan_and_run_say_when_files_hold_nothing_of_what_was_asked_for(staff, states, is_left_out, outcome):
    url = upload(staff, ("wages.csv", WASHINGTON_WAGES), publish="on", states=states).url
    page = text(staff.get(url))
    left_out = "Left out, because its files hold nothing of the states asked for (NJ): Washington State"
    assert ("These files would change nothing." in page, left_out in page) == (is_left_out, is_left_out)
    done = text(confirm(staff, url))
    assert (outcome in done, left_out in done) == (True, is_left_out)
    assert DataRelease.objects.current().count() == (0 if is_left_out else 1)


def test_plan_can_be_thrown_away(staff, import_folder):
    url = upload(staff, ("soc.csv", DEFINITIONS)).url
    assert "Thrown away" in text(staff.post(f"{url}discard/", follow=True))
    assert (SocGroup.objects.count(), list(import_folder.iterdir())) == (0, [])
    assert staff.get(url).status_code == 404


def test_plan_that_is_no_longer_true_is_shown_anew_instead_of_applied(staff):
    url = upload(staff, ("soc.csv", DEFINITIONS)).url
    page = staff.get(url).content.decode()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    builders.soc_group("51-4121", "Welders")
    response = staff.post(f"{url}apply/", {"fingerprint": fingerprint}, follow=True)
    assert "Something changed since this plan was made." in text(response)
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.xlsx", b"%PDF-1.7")], "a.xlsx: this is a PDF. Take the agency's spreadsheet or text file instead."),
        ([("a.xlsx", b"PK\x03\x04 cut")], "a.xlsx: the workbook is damaged or was cut off. Fetch it again."),
        (
            [("good.csv", DEFINITIONS), ("a.csv", b"a,b\n1,2\n")],
            "a.csv: its headings are those of no table known here.",
        ),
    ],
)
def test_broken_upload_is_a_sentence_and_nothing_changes(staff, import_folder, files, said):
    response = upload(staff, *files)
    assert said in text(response)
    assert (SocGroup.objects.count(), list(import_folder.iterdir())) == (0, [])
    assert said in ImportRun.objects.get().failure


def test_upload_that_is_too_large_is_refused_by_its_size(staff, import_folder, monkeypatch):
    monkeypatch.setattr(imports, "LARGEST_FILE", 10)
    assert "soc.csv: the file is larger than" in text(upload(staff, ("soc.csv", DEFINITIONS)))
    assert not import_folder.exists()


def test_unknown_state_is_a_sentence(staff):
    assert "ZZ: no state or territory." in text(upload(staff, ("soc.csv", DEFINITIONS), states="wa, zz"))


@pytest.mark.parametrize(
    "name",
    [
        "../../outside.csv", "/etc/passwd", "a" * 300 + ".csv", "a" * 300, "統" * 200 + ".csv", "a\x00b.csv", "a\nb.csv",
        "<script>.csv", "a\\b.csv", ".csv", "options.json",
    ],
)  # fmt: skip
def test_hostile_file_names_stay_in_their_folder(staff, import_folder, name):
    response = upload(staff, (name, DEFINITIONS))
    assert response.status_code == 302
    files = [path for path in import_folder.glob("*/files/**/*") if path.is_file()]
    assert len(files) == 1
    assert len(list(import_folder.iterdir())) == 1
    assert files[0].resolve().is_relative_to(import_folder)
    assert b"<script>.csv" not in staff.get(response.url).content


@pytest.mark.parametrize("name", ["soc.csv", "2"])
def test_two_files_of_one_name_are_both_kept(staff, name):
    other = DEFINITIONS.replace(b"51-4121", b"51-4122")
    page = text(staff.get(upload(staff, (name, DEFINITIONS), (name, other)).url))
    assert page.count(f"{name}:") == 2


@pytest.mark.parametrize(
    "name", ["SOC (2018) – Définitions.csv", "soc.of the year two thousand and eighteen", "soc.csv.txt", "soc"]
)
def test_messages_show_the_name_a_file_came_with(staff, name):
    page = text(staff.get(upload(staff, (name, DEFINITIONS)).url))
    assert f"Files {name}: SOC 2018, 2018: SOC definitions" in page


def test_refused_upload_loses_nothing_of_what_was_asked_for(staff):
    response = upload(staff, ("a.xlsx", b"%PDF-1.7"), publish="on", states="wa, or")
    form = response.context["form"]
    assert (form["publish"].value(), form["states"].value()) == (True, "wa, or")


@pytest.mark.parametrize("page", ["", "apply/"])
def test_files_that_are_refused_later_lead_back_to_the_form(staff, import_folder, monkeypatch, page):
    url = upload(staff, ("soc.csv", DEFINITIONS), publish="on", states="wa, or").url

    def refuse(*args):
        raise ImportRefusedError(["soc.csv: cannot be read any more."])

    monkeypatch.setattr(imports, "preview", refuse)
    response = staff.post(f"{url}{page}") if page else staff.get(url)
    form = response.context["form"]
    assert "soc.csv: cannot be read any more." in text(response)
    assert (form["publish"].value(), form["states"].value()) == (True, "WA, OR")
    assert f'action="{reverse("admin:careers_importrun_upload")}"' in response.content.decode()
    assert (ImportRun.objects.get().state, list(import_folder.iterdir())) == ("failed", [])


def test_import_that_has_to_wait_keeps_its_plan(staff, import_folder, monkeypatch):
    url = upload(staff, ("soc.csv", DEFINITIONS)).url

    def locked(*args, **kwargs):
        raise ImportRefusedError(["Another import, or a long save, is under way. Try again when it is done."])

    monkeypatch.setattr(imports, "carry_out", locked)
    response = confirm(staff, url)
    assert "Another import, or a long save, is under way. Try again when it is done. Nothing was imported yet." in text(
        response
    )
    assert (response.redirect_chain[-1][0], ImportRun.objects.count()) == (url, 0)
    assert len(list(import_folder.iterdir())) == 1


def test_forgotten_uploads_go_after_a_day_and_nothing_else_does(staff, import_folder):
    old = Path(import_folder / upload(staff, ("soc.csv", DEFINITIONS)).url.split("/")[-2])
    new = Path(import_folder / upload(staff, ("soc.csv", DEFINITIONS)).url.split("/")[-2])
    foreign = [import_folder / name for name in ("backup", "empty", "like ours")]
    for folder in foreign:
        folder.mkdir()
    (foreign[0] / "options.json").touch()
    (foreign[0] / "db.sqlite3").touch()
    (foreign[2] / "files").mkdir()
    for folder in (old, *foreign):
        os.utime(folder, (0, 0))
    upload(staff, ("soc.csv", DEFINITIONS))
    assert [folder.exists() for folder in (old, new, *foreign)] == [False, True, True, True, True]


def test_upload_that_broke_off_goes_too(staff, import_folder, monkeypatch):
    def full(name: str) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(imports, "_safe_name", full)
    with pytest.raises(OSError, match="No space left"):
        upload(staff, ("soc.csv", DEFINITIONS))
    monkeypatch.undo()
    (broken,) = import_folder.iterdir()
    os.utime(broken, (0, 0))
    upload(staff, ("soc.csv", DEFINITIONS))
    assert (broken.exists(), len(list(import_folder.iterdir()))) == (False, 1)


def rejecting(rows: int) -> bytes:
    """A file of which one row cannot be taken: its code is a formula."""
    lines = [f"Detailed,51-{number:04},Title {number},Words." for number in range(4000, 4000 + rows)]
    return "\n".join(["SOC Group,SOC Code,SOC Title,SOC Definition", *lines, "Detailed,=1+1,Bad,Words."]).encode()


def test_plan_offers_the_rows_it_cannot_take_as_csv(staff, client, django_user_model):
    url = upload(staff, ("soc.csv", rejecting(20))).url
    page = text(staff.get(url))
    assert "Rows that cannot be taken: 1 The others are imported. Download all as CSV" in page
    lines = staff.get(f"{url}errors.csv").content.decode().splitlines()
    assert lines[0] == "file,sheet,line,column,value,why"
    assert lines[1].startswith("soc.csv,,22,SOC Code,'=1+1,")
    assert len(lines) == 2
    other = person(django_user_model, "other", "add_importrun", "view_importrun")
    viewer = person(django_user_model, "viewer", "view_importrun")
    assert [who.get(f"{url}errors.csv").status_code for who in (other, viewer, client)] == [404, 403, 302]


def test_plan_and_run_tell_fields_by_the_names_editors_know(staff):
    group = builders.soc_group(
        "51-4121", "Ours", source_key="soc:2018:51-4121", official={"title": "Then"}, definition=""
    )
    url = upload(staff, ("soc.csv", DEFINITIONS)).url
    page = text(staff.get(url))
    assert "Definition (empty) Join metal." in page
    assert "Title Ours Welders" in page
    done = confirm(staff, url).content.decode()
    assert f'<a href="{reverse("admin:careers_socgroup_change", args=[group.pk])}">' in done
    assert "Title Ours Welders" in html.text(done)


def test_plan_costs_no_more_queries_for_more_changes():
    """What a related career is called hangs on the career it leads to."""
    counts = []
    for count in (1, 4):
        plan, career = Plan(), builders.occupation(f"Welders {count}")
        for _ in range(count):
            other = builders.occupation()
            RelatedOccupation.objects.create(
                occupation=career, to_occupation=other, source_key=other.slug, official={"position": 0}
            )
        ledger = plan.ledger("related careers", RelatedOccupation, owner="occupation", natural=("to_occupation",))
        for link in list(ledger.records()):
            ledger.put(link.source_key, {"position": 7}, owner=link.occupation)
        seen = Preview(Findings(), plan, 1)
        with CaptureQueriesContext(connection) as queries:
            assert len(imports._shown(seen)["changes"]) == len(ledger.changes)
        counts.append(len(queries))
    assert counts[1] == counts[0]


def test_run_says_what_was_asked_for(staff):
    done = confirm(staff, upload(staff, ("soc.csv", DEFINITIONS), publish="on", states="wa").url)
    assert "Asked for: published at once; places: WA." in text(done)


def test_plan_belongs_to_whoever_uploaded_it(staff, django_user_model):
    url = upload(staff, ("soc.csv", DEFINITIONS)).url
    other = person(django_user_model, "other", "add_importrun", "view_importrun")
    assert [other.get(url).status_code, other.post(f"{url}apply/").status_code, other.post(f"{url}discard/").status_code] == [
        404, 404, 404
    ]  # fmt: skip
    assert staff.get(url).status_code == 200


@pytest.mark.parametrize("token", ["nothing", "a.b", "%2e%2e"])
def test_wrong_token_is_not_found(staff, token):
    assert staff.get(f"/admin/careers/importrun/plan/{token}/").status_code == 404
    assert staff.post(f"/admin/careers/importrun/plan/{token}/apply/").status_code == 404


def test_only_who_may_import_reaches_any_of_it(client, staff, django_user_model):
    plan = upload(staff, ("soc.csv", DEFINITIONS)).url
    viewer = person(django_user_model, "viewer", "view_importrun")
    urls = {
        reverse("admin:careers_importrun_upload"): "get",
        reverse("admin:careers_importrun_template", args=["wages"]): "get",
        plan: "get",
        f"{plan}apply/": "post",
        f"{plan}discard/": "post",
    }
    assert {getattr(viewer, method)(url).status_code for url, method in urls.items()} == {403}
    assert {getattr(client, method)(url).status_code for url, method in urls.items()} == {302}
    assert "Import official files" not in viewer.get(reverse("admin:careers_importrun_changelist")).content.decode()
    assert "Import official files" in staff.get(reverse("admin:careers_importrun_changelist")).content.decode()
    importer = person(django_user_model, "importer", "add_importrun", "view_importrun")
    assert importer.get(reverse("admin:careers_importrun_upload")).status_code == 200


@pytest.mark.parametrize("slug", TEMPLATES)
def test_templates_are_downloaded(staff, slug):
    response = staff.get(reverse("admin:careers_importrun_template", args=[slug]))
    assert response["Content-Disposition"] == f'attachment; filename="{slug}.csv"'
    assert response.content.decode("utf-8-sig").startswith(TEMPLATES[slug].columns[0].name)


def test_rows_not_taken_come_as_csv_without_formulas(staff, client):
    error = {"file": "a.csv", "sheet": "", "line": 3, "column": "Code", "value": "=1+1", "why": "is no code"}
    run = ImportRun.objects.create(state="done", errors=[error], rejected=1)
    url = reverse("admin:careers_importrun_errors", args=[run.pk])
    assert staff.get(url).content.decode().splitlines() == [
        "file,sheet,line,column,value,why",
        "a.csv,,3,Code,'=1+1,is no code",
    ]
    assert client.get(url).status_code == 302


# Taking over ---------------------------------------------------------------------------------------------------------


def edited_career() -> Occupation:
    """A career whose summary and one task an editor wrote otherwise than the source."""
    career = builders.occupation(
        "Welders",
        summary="<p>Ours.</p>",
        source_key="51-4121.00",
        official={"title": "Welders", "summary": "<p>Theirs.</p>"},
    )
    Task.objects.create(occupation=career, statement="Our task.", source_key="1", official={"statement": "Their task."})
    Task.objects.create(occupation=career, statement="Same.", source_key="2", official={"statement": "Same."})
    return career


def take(client: Client, career: Occupation, what: str):
    return client.post(reverse("admin:careers_occupation_take_over", args=[career.pk]), {"what": what}, follow=True)


def test_form_shows_what_a_source_says_otherwise_and_one_click_takes_it(staff):
    career = edited_career()
    task = career.tasks.get(source_key="1")
    page = text(staff.get(reverse("admin:careers_occupation_change", args=[career.pk])))
    assert "A source says otherwise (2)" in page
    assert "Summary Ours. Theirs. Take over Statement Our task. Our task. Their task. Take over" in page
    assert "Save what you are writing first" in page
    take(staff, career, f"occupation|{career.pk}|summary")
    take(staff, career, f"task|{task.pk}|statement")
    career.refresh_from_db()
    assert (career.summary, career.tasks.get(source_key="1").statement) == ("<p>Theirs.</p>", "Their task.")
    assert "A source says otherwise" not in text(
        staff.get(reverse("admin:careers_occupation_change", args=[career.pk]))
    )


def test_nothing_is_shown_where_editors_and_source_agree(staff):
    career = builders.occupation("Cooks", official={"title": "Cooks"}, source_key="35-2014.00")
    assert "A source says otherwise" not in text(
        staff.get(reverse("admin:careers_occupation_change", args=[career.pk]))
    )


@pytest.mark.parametrize(
    "what",
    [
        "", "task|1|statement", "task|²|statement", "occupation|1|slug", "user|1|password", "occupation||nothing",
        "occupation||csv:agency", "occupation||list:nothing",
    ],
)  # fmt: skip
def test_only_what_a_source_said_of_this_record_can_be_taken_over(staff, what):
    edited_career()
    other = builders.occupation("Cooks", official={"csv:agency": {"title": "Cooks"}, "list:nothing": []})
    assert take(staff, other, what).status_code == 404


def test_figure_without_a_correction_has_nothing_to_take_over(staff):
    row = builders.wage(builders.soc_group(), builders.nation())
    url = reverse("admin:careers_wagestat_take_over", args=[row.pk])
    assert staff.post(url, {"what": f"wagestat|{row.pk}|annual_mean"}).status_code == 404


def test_taking_over_is_posted_with_a_token_and_kept_in_the_history(staff, admin_user):
    career = edited_career()
    url = reverse("admin:careers_occupation_take_over", args=[career.pk])
    what = {"what": f"occupation|{career.pk}|summary"}
    assert staff.get(url, what).status_code == 405
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    assert browser.post(url, what).status_code == 403
    assert LogEntry.objects.count() == 0
    take(staff, career, what["what"])
    assert LogEntry.objects.get().change_message == "Took over what the source says: Summary."


def test_rows_need_the_permission_of_their_list(django_user_model):
    career = edited_career()
    task = career.tasks.get(source_key="1")
    career.official["list:common work activities"] = [{"source_key": "9", "statement": "Talk.", "kind": "common"}]
    career.save()
    what = {f"task|{task.pk}|statement": {"change_task"}}
    what[f"occupation|{career.pk}|list:common work activities"] = {"add_task", "delete_task"}
    of_career = ["view_occupation", "change_occupation", "view_task"]
    editor = person(django_user_model, "editor", *of_career)
    page = text(editor.get(reverse("admin:careers_occupation_change", args=[career.pk])))
    assert (page.count("Take over"), "Their task." in page) == (1, True)
    for number, (taken, needed) in enumerate(what.items()):
        assert take(editor, career, taken).status_code == 403
        assert take(person(django_user_model, f"{number}", *of_career, *needed), career, taken).status_code == 200
    assert set(career.tasks.values_list("statement", flat=True)) == {"Their task.", "Same.", "Talk."}


def test_name_that_is_there_cannot_be_taken_over(staff):
    career = builders.occupation("Welders")
    row = AlternateTitle.objects.create(occupation=career, title="A", source_key="1", official={"title": "b"})
    AlternateTitle.objects.create(occupation=career, title="B")
    response = take(staff, career, f"alternatetitle|{row.pk}|title")
    assert "Title: This career already has this name. Nothing was changed." in text(response)
    assert list(career.alternate_titles.order_by("title").values_list("title", flat=True)) == ["A", "B"]


def test_list_that_leads_to_a_career_that_went_cannot_be_taken_over(staff):
    career = builders.occupation("Welders")
    career.official = {"list:related careers": [{"source_key": "1", "to_occupation": 9999, "position": 1}]}
    career.save()
    RelatedOccupation.objects.create(occupation=career, to_occupation=builders.occupation("Cooks"))
    response = take(staff, career, f"occupation|{career.pk}|list:related careers")
    assert "The official list names a record that is not here. Import it again first. Nothing was changed." in text(
        response
    )
    assert [str(link) for link in career.related.all()] == ["Cooks"]


@pytest.mark.parametrize(
    ("field", "said", "why"),
    [
        ("title", "", "Title: This field cannot be blank."),
        ("holland_code", "XYZ", "Holland code: "),
        ("entry_education", "wizardry", "Typical education: Value 'wizardry' is not a valid choice."),
        ("summary", "# to do", "Summary: "),
        ("slug", "51-4121", "Address: An address cannot be a SOC code."),
        ("soc", 9999, "SOC group: SOC group instance with id 9999 is not a valid choice."),
    ],
)
def test_official_value_that_no_editor_could_save_is_a_sentence(staff, field, said, why):
    career = builders.occupation("Welders", official={field: said})
    before = Occupation.objects.values().get()
    page = text(take(staff, career, f"occupation|{career.pk}|{field}"))
    assert (why in page, "Nothing was changed." in page) == (True, True)
    assert Occupation.objects.values().get() == before


def test_relation_is_shown_by_name_and_taken_over(staff):
    ours, theirs = builders.soc_group("51-4120", "Ours"), builders.soc_group("51-4000", "Theirs")
    group = builders.soc_group("51-4121", "Welders", parent=ours, official={"parent": theirs.pk})
    page = text(staff.get(reverse("admin:careers_socgroup_change", args=[group.pk])))
    assert f"Parent {ours} {theirs} Take over" in page
    staff.post(reverse("admin:careers_socgroup_take_over", args=[group.pk]), {"what": f"socgroup|{group.pk}|parent"})
    group.refresh_from_db()
    assert group.parent == theirs


def test_choices_are_shown_by_their_labels(staff):
    career = builders.occupation("Welders", entry_education="associate", official={"entry_education": "bachelor"})
    page = text(staff.get(reverse("admin:careers_occupation_change", args=[career.pk])))
    assert "Typical education Two-year (associate) degree Four-year (bachelor's) degree Take over" in page


def test_run_tells_choices_by_their_labels(staff):
    career = builders.occupation("Welders")
    kept = {
        "list": "careers", "model": "occupation", "pk": career.pk, "record": "Welders", "field": "entry_education",
        "ours": "associate", "official": "",
    }  # fmt: skip
    run = ImportRun.objects.create(state="done", differences=[kept], kept=1)
    page = text(staff.get(reverse("admin:careers_importrun_change", args=[run.pk])))
    assert "Welders Typical education Two-year (associate) degree (empty)" in page


def test_official_address_keeps_the_old_one_answering(staff, visitor):
    career = builders.occupation(
        "Welders", first_published_at=timezone.now(), official={"slug": "welders-and-solderers"}
    )
    page = text(take(staff, career, f"occupation|{career.pk}|slug"))
    assert "The old address, /careers/welders/, goes on answering and leads to the new one." in page
    answer = visitor.get("/careers/welders/")
    assert (answer.status_code, answer.url) == (301, "/careers/welders-and-solderers/")


def test_official_address_that_another_career_had_is_refused(staff):
    other = builders.occupation("Joiners", first_published_at=timezone.now())
    PreviousSlug.objects.create(occupation=other, slug="joining")
    career = builders.occupation("Welders", official={"slug": "joining"})
    assert "Another career had this address before" in text(take(staff, career, f"occupation|{career.pk}|slug"))
    career.refresh_from_db()
    assert career.slug == "welders"


def test_record_of_no_source_has_nothing_to_take_over(staff):
    release = builders.release("wages")
    url = reverse("admin:careers_datarelease_take_over", args=[release.pk])
    assert staff.post(url, {"what": f"datarelease|{release.pk}|title"}).status_code == 404


def test_list_that_is_the_sources_by_now_is_no_difference(staff):
    """The rows that editors had written are gone since; an import brought the source's."""
    career = builders.occupation(
        "Welders", official={"list:tasks": [{"source_key": "1", "statement": "Join.", "kind": "specific"}]}
    )
    url = reverse("admin:careers_occupation_change", args=[career.pk])
    Task.objects.create(occupation=career, statement="Ours.")
    assert "A source says otherwise (1)" in text(staff.get(url))
    Task.objects.create(occupation=career, statement="Join.", source_key="1", official={"statement": "Join."})
    assert "A source says otherwise" not in text(staff.get(url))


def test_differences_cost_the_form_no_query(staff):
    """The rows are those the form loads anyway."""
    career = edited_career()
    url = reverse("admin:careers_occupation_change", args=[career.pk])
    staff.get(url)
    counts = []
    for official in (career.official, career.official | {"singular_title": "welder", "list:work requirements": []}, {}):
        Occupation.objects.filter(pk=career.pk).update(official=official)
        with CaptureQueriesContext(connection) as queries:
            staff.get(url)
        counts.append(len(queries))
    assert counts == [counts[2]] * 3


def test_who_may_not_change_a_career_takes_nothing_over(django_user_model, client):
    career = edited_career()
    viewer = person(django_user_model, "viewer", "view_occupation")
    assert take(viewer, career, f"occupation|{career.pk}|summary").status_code == 403
    assert "Take over" not in text(viewer.get(reverse("admin:careers_occupation_change", args=[career.pk])))
    take(client, career, f"occupation|{career.pk}|summary")
    career.refresh_from_db()
    assert career.summary == "<p>Ours.</p>"


def test_official_list_replaces_the_editors_own(staff):
    career = builders.occupation("Welders", source_key="51-4121.00")
    career.official = {
        "list:tasks": [{"source_key": "1", "statement": "Join metal.", "kind": "specific", "is_core": True}]
    }
    career.save()
    Task.objects.create(occupation=career, statement="Weld.")
    Task.objects.create(occupation=career, statement="Talk.", kind="common")
    assert "Tasks a list of your own 1 row Take over" in text(
        staff.get(reverse("admin:careers_occupation_change", args=[career.pk]))
    )
    take(staff, career, f"occupation|{career.pk}|list:tasks")
    assert sorted(career.tasks.values_list("statement", "source_key")) == [("Join metal.", "1"), ("Talk.", "")]
    assert career.tasks.get(source_key="1").official == {"statement": "Join metal.", "is_core": True}


def test_official_pathways_replace_the_editors_own(staff):
    one, two = builders.pathway("One"), builders.pathway("Two")
    career = builders.occupation("Welders", official={"members:pathways": [one.pk]})
    career.pathways.add(two)
    take(staff, career, f"occupation|{career.pk}|members:pathways")
    assert list(career.pathways.all()) == [one]


def test_official_topics_and_clusters_replace_the_editors_own(staff):
    ours, theirs = (ResourceTopic.objects.create(name=name, slug=name.lower()) for name in ("Ours", "Theirs"))
    cluster = builders.cluster("Finance")
    resource = builders.resource(official={"members:topics": [theirs.pk], "members:clusters": [cluster.pk]})
    resource.topics.add(ours)
    page = text(staff.get(reverse("admin:careers_resource_change", args=[resource.pk])))
    assert "Topics Ours Theirs Take over Clusters (empty) Finance Take over" in page
    for name in ("topics", "clusters"):
        what = {"what": f"resource|{resource.pk}|members:{name}"}
        staff.post(reverse("admin:careers_resource_take_over", args=[resource.pk]), what)
    assert (list(resource.topics.all()), list(resource.clusters.all())) == ([theirs], [cluster])
    assert "A source says otherwise" not in text(
        staff.get(reverse("admin:careers_resource_change", args=[resource.pk]))
    )


def test_topic_that_went_is_no_difference(staff):
    topic = ResourceTopic.objects.create(name="Ours", slug="ours")
    resource = builders.resource(official={"members:topics": [topic.pk, topic.pk + 1]})
    resource.topics.add(topic)
    assert "A source says otherwise" not in text(
        staff.get(reverse("admin:careers_resource_change", args=[resource.pk]))
    )


def test_list_taken_over_lets_deleted_rows_come_back_for_good(staff, tmp_path):
    """An editor deleted the official tasks one by one, wrote others, and wants the official list after all."""
    for name, content in (("occupations.txt", OCCUPATIONS), ("tasks.txt", TASKS)):
        (tmp_path / name).write_text(content)
    carry_out(preview([tmp_path], Options()), Options())
    career = Occupation.objects.get()
    for task in career.tasks.all():
        task.delete()
    Task.objects.create(occupation=career, statement="Ours.")
    carry_out(preview([tmp_path], Options()), Options())
    assert (list(career.tasks.values_list("statement", flat=True)), RemovedRow.objects.count()) == (["Ours."], 3)
    take(staff, career, f"occupation|{career.pk}|list:tasks")
    official = ["Clean up.", "Talk.", 'Weld "flat" parts.']
    assert sorted(career.tasks.values_list("statement", flat=True)) == official
    assert RemovedRow.objects.count() == 0
    seen = preview([tmp_path], Options())
    counts = seen.plan.counts()["tasks"]
    assert (counts["unchanged"], seen.plan.writes_anything()) == (3, False)


def test_list_that_is_the_sources_by_now_is_not_replaced_by_what_it_said_once(staff):
    career = builders.occupation("Welders", source_key="51-4121.00")
    career.official = {"list:tasks": [{"source_key": "1", "statement": "Then.", "kind": "specific"}]}
    career.save()
    Task.objects.create(occupation=career, statement="Now.", source_key="1", official={"statement": "Now."})
    page = text(take(staff, career, f"occupation|{career.pk}|list:tasks"))
    assert "Tasks: This list is the source’s by now. Nothing was changed." in page
    assert list(career.tasks.values_list("statement", flat=True)) == ["Now."]


def test_corrected_figure_is_known_as_one_and_can_be_given_back(staff):
    row = builders.wage(
        builders.soc_group(), builders.nation(), median=None, annual_mean=40_000, annual_mean_status="published"
    )
    url = reverse("admin:careers_wagestat_change", args=[row.pk])
    form = staff.get(url).context["adminform"].form
    data = {name: "" if (value := form.initial.get(name)) is None else value for name in form.fields}
    data |= {"annual_mean": 50_000, "careers-editorialnote-content_type-object_id-TOTAL_FORMS": 0,
             "careers-editorialnote-content_type-object_id-INITIAL_FORMS": 0}  # fmt: skip
    assert staff.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.annual_mean, row.official["annual_mean"]) == (50_000, "40000")
    plan = Plan()
    ledger = plan.figures(WageStat, row.release)
    ledger.put(row.soc, row.area, {"annual_mean": 41_000})
    assert ledger.counts()["kept"] == 1
    page = text(staff.get(url))
    assert "Annual average 50000 40000 Take over" in page
    staff.post(reverse("admin:careers_wagestat_take_over", args=[row.pk]), {"what": f"wagestat|{row.pk}|annual_mean"})
    row.refresh_from_db()
    assert (row.annual_mean, row.official) == (40_000, None)


def test_change_of_anything_but_figures_is_no_correction(staff):
    row = builders.outlook(builders.soc_group(), builders.nation())
    url = reverse("admin:careers_outlookstat_change", args=[row.pk])
    form = staff.get(url).context["adminform"].form
    data = {name: "" if (value := form.initial.get(name)) is None else value for name in form.fields}
    data |= {"openings_method": "By separations", "careers-editorialnote-content_type-object_id-TOTAL_FORMS": 0,
             "careers-editorialnote-content_type-object_id-INITIAL_FORMS": 0}  # fmt: skip
    assert staff.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.openings_method, row.official) == ("By separations", None)
    assert staff.post(url, data | {"base_year": 2024, "projected_year": 2034}).status_code == 302
    row.refresh_from_db()
    assert (row.official["base_year"], row.official["annual_openings"]) == (None, "10")


# Rows that editors delete --------------------------------------------------------------------------------------------


def test_deleted_row_of_a_source_is_remembered_and_an_own_one_is_not():
    career = edited_career()
    Task.objects.create(occupation=career, statement="Own.").delete()
    career.tasks.get(source_key="2").delete()
    assert list(RemovedRow.objects.values_list("kind", "owner", "source_key", "label")) == [
        ("Task", "51-4121.00", "2", "Same.")
    ]


def test_rows_that_go_with_their_career_are_not_remembered():
    edited_career().delete()
    assert list(RemovedRow.objects.values_list("kind", "source_key")) == [("Occupation", "51-4121.00")]


def test_line_taken_away_lets_the_row_come_back(staff, tmp_path):
    path = tmp_path / "soc.csv"
    path.write_bytes(DEFINITIONS)
    carry_out(preview([path], Options()), Options())
    SocGroup.objects.get().delete()
    carry_out(preview([path], Options()), Options())
    assert SocGroup.objects.count() == 0
    removed = RemovedRow.objects.get()
    staff.post(reverse("admin:careers_removedrow_delete", args=[removed.pk]), {"post": "yes"})
    carry_out(preview([path], Options()), Options())
    assert SocGroup.objects.get().title == "Welders"


def test_second_name_that_differs_in_capitals_is_refused(staff):
    career = builders.occupation()
    AlternateTitle.objects.create(occupation=career, title="Staff Nurse")
    data = {"occupation": career.pk, "title": "STAFF NURSE", "position": 0}
    data |= {"careers-editorialnote-content_type-object_id-TOTAL_FORMS": 0,
             "careers-editorialnote-content_type-object_id-INITIAL_FORMS": 0}  # fmt: skip
    response = staff.post(reverse("admin:careers_alternatetitle_add"), data)
    assert response.context["adminform"].form.errors == {"title": ["This career already has this name."]}


# Two releases --------------------------------------------------------------------------------------------------------


def two_releases() -> tuple[DataRelease, DataRelease]:
    old, new = (
        builders.release("wages", source="BLS", reference_period=f"May {year}", is_current=year == 2023,
                         as_of=datetime.date(year, 5, 1))
        for year in (2023, 2024)
    )  # fmt: skip
    nation, town = builders.nation(), builders.metro()
    for code, before, after in (
        ("11-1011", "20.00", "30.00"),
        ("11-1021", "20.00", "21.00"),
        ("11-2011", "20.00", None),
    ):
        builders.wage(builders.soc_group(code, f"Group {code}"), nation, old, before)
        if after:
            builders.wage(builders.soc_group(code), nation, new, after)
    withheld = {"hourly_median_status": FigureStatus.WITHHELD}
    builders.wage(builders.soc_group("11-1011"), town, old, "20.00")
    builders.wage(builders.soc_group("11-1011"), town, new, None, **withheld)
    builders.wage(builders.soc_group("11-3011", "Newcomers"), nation, new, "20.00")
    return old, new


def test_comparison_names_the_largest_changes_and_what_only_one_has(django_assert_num_queries):
    old, new = two_releases()
    with django_assert_num_queries(4):
        comparison = compare(old, new)
    median = comparison.figures[0]
    assert [(change.group, str(change.percent)) for change in median.changes] == [
        ("11-1011 Group 11-1011", "50.0"), ("11-1021 Group 11-1021", "5.0")
    ]  # fmt: skip
    assert (median.both, median.lost, median.gained) == (2, 1, 0)
    assert (comparison.groups_gone, comparison.groups_added) == (["11-2011 Group 11-2011"], ["11-3011 Newcomers"])
    assert (comparison.areas_gone, comparison.areas_added) == ([], [])


def test_two_releases_are_compared_and_switched_and_switched_back(staff):
    old, new = two_releases()
    action = {"action": "compare_releases", "_selected_action": [new.pk, old.pk]}
    response = staff.post(reverse("admin:careers_datarelease_changelist"), action, follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:careers_datarelease_compare", args=[old.pk, new.pk])
    assert "11-1011 Group 11-1011 United States 20.00 30.00 50.0 %" in text(response)
    for release in (new, old):
        button = {"old": old.pk, "new": new.pk}
        answer = staff.post(reverse("admin:careers_datarelease_current", args=[release.pk]), button)
        assert answer.url == response.redirect_chain[-1][0]
        assert DataRelease.objects.get(is_current=True) == release
    strange = staff.post(reverse("admin:careers_datarelease_current", args=[old.pk]), {"old": "٣", "new": "²"})
    assert strange.url == reverse("admin:careers_datarelease_change", args=[old.pk])
    assert staff.get(reverse("admin:careers_datarelease_current", args=[new.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_takes_two_releases(staff, count):
    releases = [builders.release("wages") for _ in range(count)]
    action = {"action": "compare_releases", "_selected_action": [release.pk for release in releases]}
    response = staff.post(reverse("admin:careers_datarelease_changelist"), action, follow=True)
    assert "Choose two releases with figures of the same dataset" in text(response)


def test_switching_a_release_needs_the_permission(django_user_model):
    old, new = two_releases()
    viewer = person(django_user_model, "viewer", "view_datarelease")
    assert viewer.get(reverse("admin:careers_datarelease_compare", args=[old.pk, new.pk])).status_code == 200
    assert "Make current" not in text(viewer.get(reverse("admin:careers_datarelease_compare", args=[old.pk, new.pk])))
    assert viewer.post(reverse("admin:careers_datarelease_current", args=[new.pk])).status_code == 403
    for page, pks in (("compare", [old.pk, new.pk]), ("current", [new.pk])):
        assert Client().post(reverse(f"admin:careers_datarelease_{page}", args=pks)).status_code == 302
    assert DataRelease.objects.get(is_current=True) == old
    stranger = person(django_user_model, "stranger", "view_school")
    assert stranger.get(reverse("admin:careers_datarelease_compare", args=[old.pk, new.pk])).status_code == 403
