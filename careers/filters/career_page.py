"""What a visitor chose on one career's page: the area that leads, the period pay is shown by."""

from dataclasses import dataclass

from careers.codes import PayPeriod
from careers.filters.areas import AreaChoice, AreaFilterSet
from careers.filters.base import Choice
from careers.models import Area


@dataclass(frozen=True)
class PeriodLink:
    """A period to show pay by, and this page with it."""

    label: str
    address: str
    is_current: bool


class CareerPageFilter(AreaFilterSet):
    """Until a period is chosen, the page shows the one that the career's pay is published by."""

    pay_period = Choice(choices=PayPeriod.choices, label="Pay for")
    area = AreaChoice(choices="area_choices", label="Area")

    class Meta:
        model = Area
        fields = ["pay_period", "area"]

    @property
    def period(self) -> PayPeriod | None:
        """The period that is chosen, if one is."""
        return PayPeriod(self.chosen["pay_period"]) if self.chosen["pay_period"] else None

    def period_links(self, leading: PayPeriod) -> list[PeriodLink]:
        """A link for each period; the address of the `leading` one, which holds until another is chosen, names none."""
        current = self.period or leading
        return [
            PeriodLink(
                period.name.capitalize(),
                self.address(pay_period=[] if period is leading else [period.value]) + "#wages",
                period is current,
            )
            for period in PayPeriod
        ]
