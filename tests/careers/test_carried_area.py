"""A chosen area is carried along the links of every page, so that it is still there when a page knows areas again."""

import re

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything():
    builders.metro()
    career = builders.occupation("Welders", entry_education="none")
    career.pathways.add(builders.pathway())
    builders.leads_to(builders.program("48.0508", "Welding Technology"), career)
    builders.offering(program=builders.program("48.0508"), school=builders.school("Bates College", state="WA"))
    career.resource_links.create(resource=builders.resource("Guild"))
    builders.collection("Odd jobs", career)


PAGES = [
    "/careers/", "/careers/welders/", "/clusters/", "/clusters/manufacturing/", "/programs/", "/programs/48.0508/", "/schools/",
    "/schools/bates-college/", "/resources/", "/collections/", "/collections/odd-jobs/", "/search/?q=welder",
]  # fmt: skip


def links(visitor, address: str) -> list[str]:
    """The links to pages that lead with an area, or lead on to such a page."""
    text = visitor.get(address).content.decode()
    found = re.findall(
        r'href="(/(?:careers|clusters|collections|programs|schools|resources)/[^"]*)"', text[: text.index("<footer")]
    )
    return [link.replace("&amp;", "&") for link in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_keeps_the_area(visitor, everything, page):
    plain = links(visitor, page)
    carried = links(visitor, page + ("&" if "?" in page else "?") + "area=49420")
    assert [link for link in plain if "area=" in link] == []
    assert [link for link in carried if "area=49420" not in link] == []
    assert len(carried) == len(plain) > 4


@pytest.mark.parametrize("area", ["%22%3E%3Cscript%3E", "x", "%00", "53 ", "5" * 40])
def test_what_is_no_code_of_an_area_is_not_carried(visitor, everything, area):
    assert [link for link in links(visitor, f"/clusters/?area={area}") if "area" in link] == []


def test_way_by_code_keeps_the_area(visitor, everything):
    soc = builders.occupation("Bakers", onet_soc_code="51-3011.00").onet_soc_code
    assert visitor.get(f"/careers/{soc}/?area=49420")["Location"] == "/careers/bakers/?area=49420"
    assert visitor.get(f"/careers/{soc}/")["Location"] == "/careers/bakers/"
