"""What tests of templates share."""

import csv
import io

import pytest

from careers.importers.templates import TEMPLATES
from tests.careers.importers.templates.filled import START, matched


@pytest.fixture
def table(tmp_path):
    """A filled-in template: each row what it says besides the least, as a table."""

    def make(slug: str, *rows: dict[str, str], name: str = "file.csv", without: tuple[str, ...] = ()):
        columns = [column.name for column in TEMPLATES[slug].columns if column.name not in without]
        file = io.StringIO()
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(START[slug] | row for row in rows or ({},))
        return matched(slug, tmp_path / name, file.getvalue())

    return make
