"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings as hypothesis

from careers.demo.loader import load
from careers.kept import forget_all
from careers.search import current

# How long an example takes says more about the machine than about the code.
hypothesis.register_profile("portal", deadline=None)
hypothesis.load_profile("portal")


@pytest.fixture
def visitor(db) -> Client:
    """Somebody without an account."""
    return Client()


@pytest.fixture
def staff(admin_user) -> Client:
    """A member of staff with every permission."""
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture(autouse=True)
def _fresh_index() -> Iterator[None]:
    """Each test sees what it made itself: the number of the edition comes again when a test is taken back."""
    yield
    current.forget()
    forget_all()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The whole demo, as `make run` loads it: once for all tests of a module, each of which takes its own changes back.

    Loading takes two seconds. A module that uses it says so for all its tests (`pytestmark`), so that none of them
    depends on which ran before.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
