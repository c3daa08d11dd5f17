"""What a template is: documentation, download and reading are one."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import settings

from careers.importers import sources
from careers.importers.readers import read
from careers.importers.templates import IMPORTERS, TEMPLATES, Need, column_table, csv_text
from tests.careers.importers.templates.filled import matched, plan_of, refused

DOC = Path(settings.BASE_DIR) / "docs/csv-templates.md"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", TEMPLATES)
def test_documentation_says_what_the_code_does(slug):
    template, text = TEMPLATES[slug], DOC.read_text()
    section = text.partition(f"\n## {template.title}\n")[2].partition("\n## ")[0]
    assert template.purpose in section
    assert [line for line in section.splitlines() if line.startswith("| ")] == column_table(template).splitlines()
    assert section.partition("```csv\n")[2].partition("```")[0] == csv_text(template).replace("\r\n", "\n")


@pytest.mark.parametrize("slug", TEMPLATES)
def test_download_is_recognised_by_its_own_importer_alone(slug, tmp_path):
    path = tmp_path / "download.csv"
    path.write_text(csv_text(TEMPLATES[slug]))
    sheet = read(path).sheets[0]
    layouts = [layout for one in sources.IMPORTERS for layout in one.layouts] + list(sources.ASIDE)
    layouts += [one.layouts[0] for one in IMPORTERS if one not in sources.IMPORTERS]
    assert [layout.name for layout in layouts if layout.match(sheet)] == [TEMPLATES[slug].layout.name]


@pytest.mark.parametrize("slug", TEMPLATES)
def test_headings_that_may_be_left_out_may_be_left_out_and_others_not(slug, tmp_path):
    template = TEMPLATES[slug]
    free = [column.name for column in template.columns if column.need is Need.FREE]
    needed = [column.name for column in template.columns if column.need is not Need.FREE]
    path = tmp_path / "file.csv"
    path.write_text(",".join(name.upper().replace("_", " ") for name in reversed(needed)) + "\n")
    assert template.layout.match(read(path).sheets[0]) is not None
    path.write_text(",".join([*free, *needed[1:]]) + "\n")
    assert template.layout.match(read(path).sheets[0]) is None
    assert template.layout.missing(read(path).sheets[0]) == needed[:1]


@pytest.mark.parametrize("slug", TEMPLATES)
def test_download_itself_is_refused_and_its_twin_with_real_rows_is_not(slug, tmp_path, table):
    found = matched(slug, tmp_path / "wages.csv", csv_text(TEMPLATES[slug]))
    assert refused(slug, found) == "wages.csv: line 2: this is the template's own example row; replace it."
    assert plan_of(slug, table(slug))[0].errors == []


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row | {"name": "Ours"},
        lambda row: row | {"source": "Our District"},
        lambda row: row | {"source": "", "cost": "9,450.00"},
    ],
    ids=["example source kept", "source replaced only", "source emptied, number rewritten"],
)
def test_example_row_is_known_again_unless_it_was_replaced(change, tmp_path):
    template = TEMPLATES["schools"]
    names = [column.name for column in template.columns]
    row = change(dict(zip(names, template.examples[0], strict=True)))
    file = io.StringIO()
    csv.writer(file).writerows([names, [row[name] for name in names]])
    found = matched("schools", tmp_path / "file.csv", file.getvalue())
    assert "own example row" in refused("schools", found)
