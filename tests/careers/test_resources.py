"""The resource directory."""

import pytest

from careers.models import OccupationResource
from tests import builders, html

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item_count", [1, 3])
def test_resource_directory_takes_two_queries(visitor, item_count, django_assert_num_queries):
    for _ in range(item_count):
        OccupationResource.objects.create(occupation=builders.occupation(), resource=builders.resource())
    with django_assert_num_queries(2):
        visitor.get("/resources/")


def test_resource_directory_groups_by_kind_and_links_back(visitor):
    builders.resource("Watch This", kind="video")
    welding = builders.resource("American Welding Society")
    OccupationResource.objects.create(occupation=builders.occupation("Welders"), resource=welding)
    OccupationResource.objects.create(occupation=builders.occupation("Drafts", status="draft"), resource=welding)
    builders.resource("Hidden", is_published=False)
    page = visitor.get("/resources/").content.decode()
    assert [text for level, text in html.headings(page) if level == 2] == ["Associations", "Videos"]
    words = html.text(page)
    assert "American Welding Society (external link) For: Welders" in words
    assert ("Drafts" in words, "Hidden" in words) == (False, False)
