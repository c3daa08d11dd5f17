"""What every importer is: a source, the layouts its files come in, and how its rows become records."""

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from careers.importers.plan import Plan
from careers.importers.tables import Layout, Table
from careers.models import DataRelease, Dataset


@dataclass(frozen=True)
class Vintage:
    """Which release of its source a file belongs to.

    `period` is what the source calls the time; `as_of` orders releases; `series` parts those that do not replace one
    another, such as two states' lists in the same layout.
    """

    period: str
    as_of: datetime.date | None = None
    series: str = ""
    extra: tuple[tuple[str, Any], ...] = ()
    """Further fields of the release that only the file knows, such as its top codes."""


class Importer:
    """One source. A module each defines a subclass and, as `IMPORTER`, its one instance."""

    name: ClassVar[str]
    """What the person who imports reads: `O*NET database`."""
    source: ClassVar[str]
    dataset: ClassVar[Dataset]
    title: ClassVar[str]
    licence: ClassVar[str] = "Public domain"
    url: ClassVar[str] = ""
    layouts: ClassVar[tuple[Layout, ...]]
    one_of_each: ClassVar[bool] = True
    """Whether a release has one table of each layout; of two the first is taken. Wages come in a file for each kind of area."""

    def vintage(self, tables: list[Table]) -> Vintage:
        """The release that one file belongs to, by what its tables say."""
        raise NotImplementedError

    def vintages(self, files: list[list[Table]]) -> list[Vintage]:
        """The release of each of several files, for a source whose files do not all say it themselves."""
        return [self.vintage(tables) for tables in files]

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        """Hand every row over to the plan. `tables` are all of one release."""
        raise NotImplementedError

    def release(self, vintage: Vintage) -> dict[str, Any]:
        """By which values the release is known, and with which it is made."""
        known = {
            "source": self.source,
            "dataset": self.dataset,
            "title": self.title,
            "reference_period": vintage.period,
        }
        return {
            "known": known,
            "new": {"licence": self.licence, "url": self.url, "as_of": vintage.as_of, **dict(vintage.extra)},
        }


def of_layout(tables: list[Table], *layouts: Layout) -> list[Table]:
    """Those of the tables that have one of these layouts."""
    return [table for table in tables if table.layout in layouts]
