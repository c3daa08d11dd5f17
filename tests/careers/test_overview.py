"""Figures of all careers at once: the same that a career's own page shows, by the same rule."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.codes import FigureStatus, OutlookWord
from careers.facts import facts
from careers.figures import tables
from careers.models import Area, Occupation, OccupationWording
from careers.overview import CAREER_COLUMNS, Career, Overview
from careers.wording import Sentences, Wording
from tests import builders

pytestmark = pytest.mark.django_db

GROUPS = (("15-1200", "Computer Work"), ("15-1250", "Software Work"), ("15-1255", "Interface Designers"))


def overview(area: Area | None = None) -> Overview:
    area = area or builders.state()
    careers = [Career(*row) for row in Occupation.objects.published().values_list(*CAREER_COLUMNS)]
    return Overview(careers, list(Area.objects.around("WA")), area)


def pay_of(career: Occupation, area: Area | None = None) -> tuple | None:
    """Place, group and hourly pay that a list shows of a career."""
    of = overview(area)
    pay = of.pay.get(career.pk)
    return pay and (of.place(pay), of.groups[pay.soc_id].title, pay.hourly)


def test_area_then_state_then_nation():
    career = builders.occupation("Welders")
    builders.wage(career.soc, builders.nation(), median="20.00")
    assert pay_of(career, builders.metro()) == ("United States", "Welders", 20)
    builders.wage(career.soc, builders.state(), median="24.00")
    assert pay_of(career, builders.metro()) == ("Washington", "Welders", 24)
    builders.wage(career.soc, builders.metro(), median="22.00")
    assert pay_of(career, builders.metro()) == ("Yakima", "Welders", 22)
    assert pay_of(career, builders.nation()) == ("United States", "Welders", 20)


def test_group_is_decided_for_the_state_and_all_its_areas_together():
    group = builders.chain(*GROUPS)
    career = builders.occupation("Interface Designers", soc=group[-1])
    builders.wage(group[-1], builders.metro("Bellingham, WA", "13380"), median="30.00")
    builders.wage(group[-2], builders.metro(), median="40.00")
    builders.wage(group[-1], builders.nation(), median="50.00")
    assert pay_of(career, builders.metro()) == ("United States", "Interface Designers", 50)


def test_areas_of_another_state_do_not_count():
    group = builders.chain(*GROUPS)
    career = builders.occupation("Interface Designers", soc=group[-1])
    builders.wage(group[-1], builders.metro("Salem, OR", "41420", builders.state("Oregon", "OR", "41")))
    builders.wage(group[-2], builders.state(), median="40.00")
    assert pay_of(career) == ("Washington", "Software Work", 40)


def test_career_of_a_major_group_shows_that_groups_figures():
    career = builders.occupation("Computer Occupations", soc=builders.soc_group("15-0000", "Computer Occupations"))
    builders.wage(career.soc, builders.state(), median="40.00")
    assert pay_of(career) == ("Washington", "Computer Occupations", 40)


def test_switched_off_stand_in_is_left_out_for_its_career_alone():
    group = builders.soc_group("15-1255", "Interface Designers")
    whole = builders.occupation("Interface Designers", soc=group)
    part = builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state(), median="72.00")
    OccupationWording.objects.create(occupation=part, key=Wording.PROXY_WAGES_STATE, is_off=True)
    assert (pay_of(whole), pay_of(part)) == (("Washington", "Interface Designers", 72), None)


def test_pay_by_the_period_it_is_not_published_for_is_worked_out_to_compare_alone():
    by_hour, by_year = builders.occupation("Welders"), builders.occupation("Teachers")
    builders.wage(by_hour.soc, builders.state(), median="20.00")
    yearly = {"annual_median": 62400, "annual_median_status": FigureStatus.PUBLISHED}
    builders.wage(by_year.soc, builders.state(), median=None, **yearly)
    of = overview()
    assert [of.amounts(period)[by_hour.pk] for period in ("hour", "month", "year")] == [20, 3466, 41600]
    assert [of.amounts(period)[by_year.pk] for period in ("hour", "month", "year")] == [30, 5200, 62400]


def test_top_coded_pay_counts_as_the_highest_the_source_prints():
    career = builders.occupation("Surgeons")
    survey = builders.release("wages", builders.state(), hourly_top_code=Decimal(115))
    builders.wage(career.soc, builders.state(), survey, hourly_median_status=FigureStatus.TOP_CODED)
    assert overview().amounts("hour") == {career.pk: 115}


def test_career_without_pay_has_no_amount():
    career = builders.occupation("Welders")
    assert (overview().amounts("hour"), overview().words[career.pk]) == ({}, OutlookWord.NOT_PUBLISHED)


STATUSES = st.sampled_from([FigureStatus.PUBLISHED, FigureStatus.WITHHELD, FigureStatus.NOT_IN_SOURCE, None])
"""Of a row's middle figure; None for no row at all."""


class SameAsTheCareersOwnPage(TestCase):
    """Whatever is published for whichever group where, a list leads with what the career's page leads with."""

    @classmethod
    def setUpTestData(cls):
        cls.groups = builders.chain(*GROUPS)
        cls.areas = [builders.metro(), builders.metro("Bellingham, WA", "13380"), builders.state(), builders.nation()]
        cls.careers = [
            builders.occupation("Interface Designers", soc=cls.groups[-1]),
            builders.occupation("Video Game Designers", soc=cls.groups[-1], onet_soc_code="15-1255.01"),
        ]

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_pay_and_outlook_agree(self, data):
        surveys = [builders.release("wages", published=f"202{year}-05-01") for year in range(2)]
        forecast = builders.release("outlook")
        everybody = builders.soc_group("00-0000", "All Occupations")
        for area in self.areas:
            builders.outlook(everybody, area, forecast, change="3.1")
            for group in self.groups:
                for survey in surveys:
                    if status := data.draw(STATUSES):
                        median = "20.00" if status is FigureStatus.PUBLISHED else None
                        reason = {} if median else {"hourly_median_status": status}
                        builders.wage(group, area, survey, median=median, **reason)
                if status := data.draw(STATUSES):
                    change = "5.0" if status is FigureStatus.PUBLISHED else None
                    builders.outlook(
                        group, area, forecast, change=change, annual_openings=data.draw(st.sampled_from([None, 10]))
                    )
        for key in data.draw(st.sets(st.sampled_from([key for key in Wording if key.startswith("proxy_")]))):
            OccupationWording.objects.create(occupation=self.careers[1], key=key, is_off=True)
        for area in self.areas:
            of = overview(area)
            for career in self.careers:
                own = {wording.key: None for wording in career.wordings.all()}
                wages, outlook = tables(career, "WA", Sentences(career.plural, career.singular_title, own), area)
                shown = {fact.label: fact.value for fact in facts(career, wages, outlook)}
                pay, future = of.pay.get(career.pk), of.outlook.get(career.pk)
                assert (shown["Middle pay"] == "$20.00 an hour") == bool(pay and pay.is_given)
                assert shown["Outlook"].startswith("Grows faster") == bool(future and future.is_given)
