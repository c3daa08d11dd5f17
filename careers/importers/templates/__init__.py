"""Plain tables of our own, for what no agency's layout fits: another state's wages, a college's programs, a list of resources.

Each template is written down once, as its columns. From them come the layout that recognises a filled-in file, the CSV that
people download, the table in docs/csv-templates.md, and the reading. Such files are filled in by hand, in spreadsheet programs:
what those do to codes, dates and numbers is named and refused, never repaired.

An empty cell says nothing, so it changes nothing; only of a figure it says that the source does not have it. Where another
source speaks of a field, its word counts, so that two sources never take turns in overwriting each other.
"""

from careers.importers.templates.columns import (
    EXAMPLE_SOURCE,
    NOT_STATED,
    OCCUPATIONS,
    OUTLOOK,
    PROGRAMS,
    RESOURCES,
    SCHOOLS,
    TEMPLATES,
    WAGES,
    Column,
    Need,
    Template,
    column_table,
    csv_text,
)
from careers.importers.templates.figures import Outlook, Wages
from careers.importers.templates.occupations import Occupations
from careers.importers.templates.programs import Programs
from careers.importers.templates.resources import Resources
from careers.importers.templates.schools import Schools

IMPORTERS = (
    Occupations(OCCUPATIONS), Programs(PROGRAMS), Schools(SCHOOLS), Resources(RESOURCES), Wages(WAGES), Outlook(OUTLOOK),
)  # fmt: skip
"""In the order in which they are imported: what others name comes first."""

__all__ = [
    "EXAMPLE_SOURCE",
    "IMPORTERS",
    "NOT_STATED",
    "TEMPLATES",
    "Column",
    "Need",
    "Template",
    "column_table",
    "csv_text",
]
