"""The command from the files to the database: what is recognised, what is refused, and that nothing is half done."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from careers.importers import readers
from careers.models import AlternateTitle, Edition, ImportRun, Occupation, SocGroup, Task

pytestmark = pytest.mark.django_db

DEFINITIONS = "SOC Group,SOC Code,SOC Title,SOC Definition\nDetailed,51-4121,Welders,Join metal.\n"
OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\n51-4121.00\tWelders\tJoin metal with heat.\n"
TASKS = (
    "O*NET-SOC Code\tTask ID\tTask\tTask Type\n"
    "51-4121.00\t1\tWeld \"flat\" parts.\tCore\n51-4121.00\t2\tClean up.\tSupplemental\n51-4121.00\t3\tTalk.\tn/a\n"
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A folder that files are put into by name and content."""

    def put(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return put


def run(*paths: Path | str, **options) -> str:
    out = io.StringIO()
    call_command("import_official", *map(str, paths), stdout=out, verbosity=0, **options)
    return out.getvalue()


def refusal(*paths: Path | str, **options) -> str:
    with pytest.raises(CommandError) as error:
        run(*paths, **options)
    return str(error.value)


def lines(said: str, first: str) -> list[str]:
    """The columns of the line of the table that starts with these words."""
    return next(line.removeprefix(first).split() for line in said.splitlines() if line.startswith(first))


def release(folder, number: str, month: str, **files: str) -> Path:
    """A release of O*NET in a folder of its own."""
    target = folder() / number
    target.mkdir()
    for name, content in {"readme__txt": f"O*NET {number} Database\n{month} Release\n", **files}.items():
        (target / name.replace("__", ".")).write_text(content)
    return target


def test_files_are_recognised_by_content_and_imported_in_the_right_order(folder):
    said = run(folder(a__dat=TASKS, b__bin=OCCUPATIONS, c__xyz=DEFINITIONS), publish=True)
    career = Occupation.objects.get()
    assert (career.title, career.singular_title, career.slug, career.status) == (
        "Welders",
        "welder",
        "welders",
        "published",
    )
    assert (career.soc.definition, career.summary) == ("Join metal.", "<p>Join metal with heat.</p>")
    assert list(career.tasks.values_list("statement", "is_core")) == [
        ('Weld "flat" parts.', True), ("Clean up.", False), ("Talk.", None)
    ]  # fmt: skip
    assert lines(said, "tasks") == ["3", "0", "0", "0", "0", "0"]
    assert "a.dat: O*NET database, release not stated: task statements" in said


def test_without_publish_new_careers_are_drafts(folder):
    run(folder(occupations__txt=OCCUPATIONS))
    assert Occupation.objects.get().status == "draft"


def test_dry_run_says_the_same_and_changes_nothing(folder):
    path = folder(occupations__txt=OCCUPATIONS, tasks__txt=TASKS)
    said = run(path, dry_run=True)
    assert "Nothing was changed (dry run)." in said
    assert lines(said, "tasks") == ["3", "0", "0", "0", "0", "0"]
    assert (Occupation.objects.count(), ImportRun.objects.count(), Edition.objects.number()) == (0, 0, 0)


def test_same_files_again_change_nothing_and_say_so(folder):
    path = folder(occupations__txt=OCCUPATIONS, tasks__txt=TASKS)
    run(path)
    edition = Edition.objects.number()
    said = run(path)
    assert said.startswith("Nothing changed: these are the files of import ")
    assert lines(said, "tasks") == ["0", "0", "3", "0", "0", "0"]
    assert Edition.objects.number() == edition


@pytest.mark.parametrize("module", ["plan.py", "templates/reading.py"])
def test_same_files_are_compared_again_when_an_importer_was_changed(folder, monkeypatch, module):
    path, read_bytes = folder(occupations__txt=OCCUPATIONS), Path.read_bytes
    run(path)
    monkeypatch.setattr(
        Path, "read_bytes", lambda file: b"" if file.as_posix().endswith(f"importers/{module}") else read_bytes(file)
    )
    assert "Nothing changed: all of this was imported before." in run(path)


@pytest.mark.parametrize("recheck", [True, False])
def test_same_files_after_an_edit_are_compared_row_by_row(folder, recheck):
    path = folder(occupations__txt=OCCUPATIONS, tasks__txt=TASKS)
    run(path)
    task = Task.objects.get(source_key="1")
    task.statement = "Weld well."
    task.save()
    said = run(path, recheck=recheck)
    assert said.count("Nothing changed: all of this was imported before.") == 1
    assert lines(said, "tasks") == ["0", "0", "2", "1", "0", "0"]
    assert Task.objects.get(source_key="1").statement == "Weld well."


def test_newest_release_is_taken_and_the_other_named(folder):
    old = release(folder, "27.0", "August 2022", occupations__txt=OCCUPATIONS, tasks__txt=TASKS)
    new = release(folder, "29.3", "May 2025", occupations__txt=OCCUPATIONS.replace("with heat", "with flames"))
    said = run(old.parent)
    assert Occupation.objects.get().summary == "<p>Join metal with flames.</p>"
    assert "  tasks.txt: O*NET database, 27.0, August 2022: 29.3, May 2025 is newer and is used." in said
    assert Task.objects.count() == 0
    assert Occupation.objects.get().release.reference_period == "29.3, May 2025"
    assert "O*NET 29.3 Database" in Occupation.objects.get().release.licence
    assert new.exists()


def test_older_release_than_the_one_that_is_here_is_said_to_be_older(folder):
    old = release(folder, "27.0", "August 2022", occupations__txt=OCCUPATIONS)
    new = release(folder, "29.3", "May 2025", occupations__txt=OCCUPATIONS.replace("heat", "fire"))
    assert "is older than" not in run(new)
    assert "Note: O*NET Database, 27.0, August 2022, is older than what is here: 29.3, May 2025." in run(
        old, dry_run=True
    )


def test_upgrade_keeps_edits_and_retires_and_adds_tasks_as_the_plan_said(folder):
    run(release(folder, "27.0", "August 2022", occupations__txt=OCCUPATIONS, tasks__txt=TASKS))
    career = Occupation.objects.get()
    career.summary = "<p>Ours.</p>"
    career.save()
    Task.objects.filter(source_key="2").update(statement="Tidy up.")
    newer = TASKS.replace("3\tTalk.", "4\tPlan.").replace('"flat" ', "") + "51-4121.00\t5\tDraw.\tCore\n"
    newer = newer.replace("2\tClean up.", "2\tSweep.")
    path = release(folder, "29.3", "May 2025", occupations__txt=OCCUPATIONS.replace("heat", "fire"), tasks__txt=newer)
    planned, said = run(path, dry_run=True), run(path)
    assert lines(planned, "tasks") == lines(said, "tasks") == ["2", "1", "0", "1", "1", "0"]
    assert list(Task.objects.order_by("source_key").values_list("source_key", "statement")) == [
        ("1", "Weld parts."), ("2", "Tidy up."), ("4", "Plan."), ("5", "Draw.")
    ]  # fmt: skip
    career.refresh_from_db()
    assert (career.summary, career.differences) == ("<p>Ours.</p>", {"summary": "<p>Join metal with fire.</p>"})
    assert ImportRun.objects.first().differences[0] | {"pk": 0} == {
        "list": "careers", "model": "occupation", "pk": 0, "record": "Welders", "field": "summary", "ours": "<p>Ours.</p>",
        "official": "<p>Join metal with fire.</p>",
    }  # fmt: skip


def test_names_with_a_short_form_stand_twice_as_published_and_only_samples_are_shown(folder):
    titles = (
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n51-4121.00\tArc Welder (AW)\tn/a\t08\n"
        "51-4121.00\tArc Welder (AW)\tAW\t08\n51-4121.00\tFitter\tn/a\t08\n51-4121.00\tBrazer\tn/a\t08\n"
    )
    sample = "O*NET-SOC Code\tReported Job Title\tShown in My Next Move\n51-4121.00\tArc Welder (AW)\tY\n51-4121.00\tBrazer\tN\n"
    run(folder(occupations__txt=OCCUPATIONS, titles__txt=titles, sample__txt=sample))
    assert list(
        AlternateTitle.objects.order_by("pk").values_list("title", "short_title", "search_only", "position")
    ) == [
        ("Arc Welder (AW)", "", False, 1),
        ("Arc Welder (AW)", "AW", True, 1),
        ("Fitter", "", True, 3),
        ("Brazer", "", False, 2),
    ]


def test_run_is_recorded_with_files_and_counts(folder):
    path = folder(occupations__txt=OCCUPATIONS, notes__csv="a,b\n1,2\n")
    run(path)
    record = ImportRun.objects.get()
    assert (record.state, record.added, record.rejected) == ("done", 2, 0)
    assert [sorted(file) for file in record.files] == [["name", "sha256", "what"], ["aside", "name", "sha256"]]
    assert all(len(file["sha256"]) == 64 for file in record.files)


def test_few_bad_rows_are_listed_with_their_place_and_the_rest_is_taken(folder, tmp_path):
    rows = "".join(f"11-{1000 + number}.00\tCareer {number}\tText.\n" for number in range(20))
    path = folder(occupations__txt=OCCUPATIONS + rows + "Nov-11\tDamaged\tText.\n")
    said = run(path, errors=tmp_path / "errors.csv")
    assert Occupation.objects.count() == 21
    sentence = "became a date in a spreadsheet program (Nov-11); take the file as the agency published it"
    assert f"occupations.txt, line 23, O*NET-SOC Code: “Nov-11” {sentence}" in said
    assert (
        (tmp_path / "errors.csv").read_text().splitlines()[1].startswith("occupations.txt,,23,O*NET-SOC Code,Nov-11,")
    )
    assert ImportRun.objects.get().errors[0]["line"] == 23


# Refused -------------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)
    return content.getvalue()


BAD_ROWS = OCCUPATIONS + "x\tBad\tText.\n" * 40 + "".join(f"11-{1000 + i}.00\tCareer {i}\tText.\n" for i in range(59))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a__xlsx", b"PK\x03\x04 cut off", "a.xlsx: the workbook is damaged or was cut off. Fetch it again."),
        ("a__xlsx", bomb(), "a.xlsx: the workbook unpacks to far more than any official file holds."),
        ("a__xlsx", b"%PDF-1.7", "a.xlsx: this is a PDF. Take the agency's spreadsheet or text file instead."),
        ("a__csv", b"", "a.csv: the file is empty."),
        (
            "a__txt", OCCUPATIONS.replace("Description", "Text"),
            "a.txt: its headings are almost those of “occupations”, but the column description cannot be found.",
        ),
        ("a__txt", OCCUPATIONS.splitlines()[0] + "\n", "a.txt: there is no row below the headings of “occupations”."),
        (
            "a__txt", BAD_ROWS,
            (
                "a.txt: 40 of 100 rows cannot be read. The first is line 3, O*NET-SOC Code: “x” reads “x”. "
                "An O*NET-SOC code is a SOC code, a point and two digits, like 17-3029.09."
            ),
        ),
        (
            "a__csv", "a,b\n1,2\n",
            "a.csv: its headings are those of no table known here. The templates in the admin show what can be imported.",
        ),
    ],
    ids=["truncated", "bomb", "pdf", "empty", "wrong header", "no rows", "bad rows", "unknown"],
)  # fmt: skip
def test_broken_file_is_one_sentence_and_nothing_changes(folder, monkeypatch, name, content, said):
    monkeypatch.setattr(readers, "LARGEST_UNPACKED", 1_000_000)
    path = folder(good__csv=DEFINITIONS, **{name: content}) / name.replace("__", ".")
    assert refusal(path.parent / "good.csv", path) == f"Nothing was changed.\n{said}"
    assert (SocGroup.objects.count(), Edition.objects.number()) == (0, 0)
    assert ImportRun.objects.get().failure == said
    run(path.parent / "good.csv")
    assert SocGroup.objects.count() == 1


def test_file_too_large_is_refused_before_it_is_read(folder, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST_FILE", 10)
    assert "the file is larger than" in refusal(folder(a__csv=DEFINITIONS))


def test_stray_files_of_a_folder_are_left_aside(folder):
    said = run(
        folder(good__csv=DEFINITIONS, photo__jpg=b"\xff\xd8\x00\x00", notes__csv="a,b\n1,2\n", copy__csv=DEFINITIONS)
    )
    assert [line.split(":")[0].strip() for line in said.partition("Left aside")[2].splitlines()[1:4]] == [
        "good.csv", "notes.csv", "photo.jpg"
    ]  # fmt: skip


def test_missing_path_is_a_sentence(tmp_path):
    assert refusal(tmp_path / "nowhere").endswith("nowhere: there is no such file or folder.")


def test_unknown_state_is_a_sentence(folder):
    assert refusal(folder(good__csv=DEFINITIONS), state=["ZZ"]).startswith("ZZ: no state or territory.")
