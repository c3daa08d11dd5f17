"""What is made of the public content is kept until that changes."""

import pytest

from careers.kept import forget_all, kept
from careers.models import Edition
from tests import builders

pytestmark = pytest.mark.django_db


def test_answer_is_made_once_an_edition(django_assert_num_queries):
    made = []

    @kept
    def answer() -> int:
        made.append(len(made))
        return made[-1]

    assert [answer(), answer()] == [0, 0]
    Edition.objects.bump()
    assert [answer(), answer()] == [1, 1]
    forget_all()
    assert answer() == 2
    with django_assert_num_queries(1):
        assert answer() == 2


def test_edition_is_looked_up_once_in_a_while_and_after_a_save(
    settings, django_assert_num_queries, django_capture_on_commit_callbacks
):
    settings.EDITION_LOOKS_EVERY = 60
    Edition.objects.look_again()
    number = Edition.objects.seen()
    with django_assert_num_queries(0):
        assert Edition.objects.seen() == number
    with django_capture_on_commit_callbacks(execute=True):
        builders.cluster()
    assert Edition.objects.seen() == number + 1
    Edition.objects.look_again()


def test_list_shows_what_is_published_a_moment_later(visitor):
    builders.occupation("Bakers")
    assert "1 career" in visitor.get("/careers/").content.decode()
    builders.occupation("Welders")
    assert "2 careers" in visitor.get("/careers/").content.decode()
