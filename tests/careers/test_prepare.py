"""`manage.py prepare`, the command behind `make run`."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from careers.models import Occupation
from tests import builders

pytestmark = pytest.mark.django_db


def prepare(**options) -> str:
    said = StringIO()
    call_command("prepare", stdout=said, **options)
    return said.getvalue()


def test_new_database_gets_the_demo_and_a_staff_account_whose_password_is_said_once():
    said = prepare()
    password = re.search(r"password  (\S+)", said)[1]
    assert Client().login(username="admin", password=password)
    assert Occupation.objects.count() == 49
    assert prepare() == ""
    assert Client().login(username="admin", password=password)


def test_database_in_use_is_left_alone(admin_user):
    builders.occupation()
    assert prepare() == ""
    assert Occupation.objects.count() == 1
    assert get_user_model().objects.count() == 1


def test_demo_can_be_declined():
    assert "password" in prepare(no_demo=True)
    assert Occupation.objects.count() == 0
