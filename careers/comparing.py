"""Two releases of figures side by side: the largest changes, and what only one of them has."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, F, Value

from careers.codes import FigureStatus
from careers.models import Area, DataRelease, Dataset, OutlookStat, SocGroup, WageStat

COMPARED = {
    Dataset.WAGES: (WageStat, ("hourly_median", "annual_median", "employment")),
    Dataset.OUTLOOK: (OutlookStat, ("base_employment", "percent_change", "annual_openings")),
}
"""The figures that are compared, of each dataset that has figures."""

MOST = 20
"""Of each kind of figure, the changes that are told."""


@dataclass(frozen=True)
class FigureChange:
    """One figure that both releases have."""

    group: str
    area: str
    old: Decimal
    new: Decimal
    percent: Decimal | None
    """By how much it changed; None for growth, which is a percentage itself, and where it was 0."""


@dataclass(frozen=True)
class FigureComparison:
    """One kind of figure in both releases."""

    label: str
    both: int
    changes: list[FigureChange]
    lost: int
    """How many were published and no longer are."""
    gained: int
    places: int = 0
    """After the decimal point."""

    @property
    def format(self) -> str:
        """As the filter `floatformat` takes it: so many places, thousands grouped."""
        return f"{self.places}g"


@dataclass(frozen=True)
class Comparison:
    """What the newer of two releases says otherwise."""

    old: DataRelease
    new: DataRelease
    figures: list[FigureComparison]
    groups_gone: list[str]
    groups_added: list[str]
    areas_gone: list[str]
    areas_added: list[str]


def compare(old: DataRelease, new: DataRelease) -> Comparison:
    """Compare two releases of one dataset. Four queries, whatever their size: rows come as plain values."""
    model, names = COMPARED[Dataset(old.dataset)]
    # Where a source estimates openings in several ways, a group has a row for each.
    manner = F("openings_method") if model is OutlookStat else Value("")
    columns = [column for name in names for column in (name, f"{name}_status")]
    rows = {
        release: {
            (soc, area, way): figures
            for soc, area, way, *figures in model.objects.filter(release=release)
            .order_by()
            .values_list("soc", "area", manner, *columns)
        }
        for release in (old, new)
    }
    groups = {group.pk: f"{group.code} {group.title}" for group in _used(SocGroup, rows.values(), 0)}
    areas = {area.pk: area.name for area in _used(Area, rows.values(), 1)}
    figures = []
    for place, name in enumerate(names):
        item = model._meta.get_field(name)
        figures.append(
            _figure(item, place * 2, rows[old], rows[new], (groups, areas), is_share=name == "percent_change")
        )
    return Comparison(
        old, new, figures,
        groups_gone=_only(rows[old], rows[new], 0, groups), groups_added=_only(rows[new], rows[old], 0, groups),
        areas_gone=_only(rows[old], rows[new], 1, areas), areas_added=_only(rows[new], rows[old], 1, areas),
    )  # fmt: skip


def _only(rows: dict, others: dict, place: int, names: dict[int, str]) -> list[str]:
    """The names of what the rows of one release speak of at this place of their key, and those of the other do not."""
    return sorted(names[pk] for pk in {key[place] for key in rows} - {key[place] for key in others})


def _used(model: type, releases: Iterable[dict], place: int) -> Iterable:
    # Asking for all is one short query; asking for thousands by id is a long one.
    wanted = {key[place] for rows in releases for key in rows}
    return (
        record
        for record in model.objects.only("pk", "code", *(("title",) if model is SocGroup else ("name",)))
        if record.pk in wanted
    )


def _figure(
    item: DecimalField, place: int, old: dict, new: dict, names: tuple[dict, dict], *, is_share: bool
) -> FigureComparison:
    groups, areas = names
    published = FigureStatus.PUBLISHED.value
    changes, lost, gained, both = [], 0, 0, 0
    for key in old.keys() & new.keys():
        before, after = old[key][place : place + 2], new[key][place : place + 2]
        lost += before[1] == published != after[1]
        gained += after[1] == published != before[1]
        if before[0] is None or after[0] is None:
            continue
        both += 1
        if before[0] != after[0]:
            percent = (
                None
                if is_share or not before[0]
                else ((after[0] - before[0]) / before[0] * 100).quantize(Decimal("0.1"))
            )
            soc, area, way = key
            place_name = f"{areas[area]} ({way})" if way else areas[area]
            changes.append(FigureChange(groups[soc], place_name, before[0], after[0], percent))
    changes.sort(key=lambda change: (-_size(change), change.group, change.area))
    return FigureComparison(str(item.verbose_name), both, changes[:MOST], lost, gained, item.decimal_places)


def _size(change: FigureChange) -> Decimal:
    return abs(change.percent) if change.percent is not None else abs(change.new - change.old)
