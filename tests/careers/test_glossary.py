"""The terms that pages explain, and the page that lists them all."""

from careers.glossary import GROUPS, TERMS, explain
from tests import html

KEYS = [
    "median", "percentile", "average", "pay-period", "top-coded", "withheld", "growth", "openings", "projection",
    "entry-education", "job-zone", "cip", "award", "interests", "holland-code", "soc", "larger-group", "onet", "dot", "cluster",
    "metropolitan-area", "nonmetropolitan-area", "not-published",
]  # fmt: skip
"""Addresses people link to (`/about/terms/#median`). None may ever go."""


def test_every_term_has_an_address_of_its_own_that_stays():
    assert [term.key for _, terms in GROUPS for term in terms] == KEYS
    assert list(TERMS) == KEYS


def test_every_meaning_is_whole_sentences():
    assert [
        term.key for term in TERMS.values() if not term.meaning.endswith(".") or term.meaning != term.meaning.strip()
    ] == []


def test_terms_are_explained_in_the_order_asked_for():
    assert [term.name for term in explain("openings", "median")] == ["Job openings a year", "Middle pay (median)"]


def test_page_of_terms_lists_every_one_at_its_address(visitor):
    page = visitor.get("/about/terms/").content.decode()
    assert [key for key in html.ids(page) if key in TERMS] == KEYS
    words = html.text(page)
    assert [term.key for term in TERMS.values() if term.meaning not in words] == []
