"""Two releases of figures side by side: the largest changes, and what only one of them has."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from careers.codes import FigureStatus
from careers.models import Area, DataRelease, Dataset, OutlookStat, SocGroup, WageStat

COMPARED = {
    Dataset.WAGES: (WageStat, ("hourly_median", "annual_median", "employment")),
    Dataset.OUTLOOK: (OutlookStat, ("base_employment", "percent_change", "annual_openings")),
}
"""The figures that are compared, of each dataset that has figures."""

MOST, NAMES = 20, 50


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
    columns = [column for name in names for column in (name, f"{name}_status")]
    rows = {
        release: {
            (soc, area): figures
            for soc, area, *figures in model.objects.filter(release=release).values_list("soc", "area", *columns)
        }
        for release in (old, new)
    }
    groups = {group.pk: f"{group.code} {group.title}" for group in _used(SocGroup, rows.values(), 0)}
    areas = {area.pk: area.name for area in _used(Area, rows.values(), 1)}
    figures = []
    for place, name in enumerate(names):
        label = str(model._meta.get_field(name).verbose_name)
        figures.append(
            _figure(label, place * 2, rows[old], rows[new], (groups, areas), is_share=name == "percent_change")
        )
    spoken = [{release: {key[place] for key in rows[release]} for release in (old, new)} for place in (0, 1)]
    gone = [sorted(names[pk] for pk in of[old] - of[new]) for of, names in zip(spoken, (groups, areas), strict=True)]
    added = [sorted(names[pk] for pk in of[new] - of[old]) for of, names in zip(spoken, (groups, areas), strict=True)]
    return Comparison(old, new, figures, gone[0], added[0], gone[1], added[1])


def _used(model: type, releases: Iterable[dict], place: int) -> Iterable:
    # Asking for all is one short query; asking for thousands by id is a long one.
    wanted = {key[place] for rows in releases for key in rows}
    return (
        record
        for record in model.objects.only("pk", "code", *(("title",) if model is SocGroup else ("name",)))
        if record.pk in wanted
    )


def _figure(
    label: str, place: int, old: dict, new: dict, names: tuple[dict, dict], *, is_share: bool
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
            changes.append(FigureChange(groups[key[0]], areas[key[1]], before[0], after[0], percent))
    changes.sort(key=lambda change: (-_size(change), change.group, change.area))
    return FigureComparison(label, both, changes[:MOST], lost, gained)


def _size(change: FigureChange) -> Decimal:
    return abs(change.percent) if change.percent is not None else abs(change.new - change.old)
