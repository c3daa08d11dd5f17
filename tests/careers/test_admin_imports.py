"""Official files from the desk: upload, plan, confirm; what editors wrote otherwise; two releases side by side."""

import datetime
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from careers.admin import imports
from careers.codes import FigureStatus
from careers.comparing import compare
from careers.importers.plan import Plan
from careers.importers.run import Options, carry_out, preview
from careers.importers.templates import TEMPLATES
from careers.models import (
    AlternateTitle,
    DataRelease,
    ImportRun,
    Occupation,
    RemovedRow,
    SocGroup,
    Task,
    WageStat,
)
from tests import builders, html

pytestmark = pytest.mark.django_db

DEFINITIONS = b"SOC Group,SOC Code,SOC Title,SOC Definition\nDetailed,51-4121,Welders,Join metal.\n"


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


@pytest.mark.parametrize("name", ["../../outside.csv", "/etc/passwd", "a" * 300 + ".csv", "<script>.csv", "a\\b.csv"])
def test_hostile_file_names_stay_in_their_folder(staff, import_folder, name):
    response = upload(staff, (name, DEFINITIONS))
    assert response.status_code == 302
    files = [path for path in import_folder.rglob("*") if path.is_file() and path.name != "options.json"]
    assert len(files) == 1
    assert files[0].resolve().is_relative_to(import_folder)
    assert b"<script>.csv" not in staff.get(response.url).content


def test_two_files_of_one_name_are_both_kept(staff):
    other = DEFINITIONS.replace(b"51-4121", b"51-4122")
    page = text(staff.get(upload(staff, ("soc.csv", DEFINITIONS), ("soc.csv", other)).url))
    assert page.count("soc.csv:") == 2


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
    "what", ["", "task|1|statement", "occupation|1|slug", "user|1|password", "occupation||nothing"]
)
def test_only_what_a_source_said_of_this_record_can_be_taken_over(staff, what):
    edited_career()
    other = builders.occupation("Cooks")
    assert take(staff, other, what).status_code == 404


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
    assert "Tasks a list of your own 1 rows" in text(
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
        staff.post(reverse("admin:careers_datarelease_current", args=[release.pk]))
        assert DataRelease.objects.get(is_current=True) == release


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
    assert viewer.post(reverse("admin:careers_datarelease_current", args=[new.pk])).status_code == 403
    stranger = person(django_user_model, "stranger", "view_school")
    assert stranger.get(reverse("admin:careers_datarelease_compare", args=[old.pk, new.pk])).status_code == 403
