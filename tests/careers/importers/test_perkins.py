"""Numbers of clusters and pathways, however a spreadsheet program keeps them."""

import pytest

from careers.importers import perkins


@pytest.mark.parametrize(
    ("cell", "number"), [(1.0, "1.0"), (1.1, "1.1"), (16, "16.0"), ("1.1", "1.1"), ("16.0", "16.0"), ("1", "1.0")]
)
def test_number_of_a_cluster_or_pathway(cell, number):
    assert perkins._number(cell) == number
