import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from careers.demo.loader import load
from careers.models import Occupation


class Command(BaseCommand):
    help = (
        "Makes a new database ready to be looked at: migrates it, loads the demo when it is empty, and creates a first "
        "staff account when there is none. On a database in use it only migrates."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *, no_demo: bool, **options) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not no_demo and not Occupation.objects.exists():
            added = load()
            self.stdout.write(f"Loaded the demo: {added['careers']} careers.")
        users = get_user_model().objects
        if not users.filter(is_staff=True).exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser("admin", password=password)
            self.stdout.write(
                f"\nYour first staff account, shown this once:\n\n    user      admin\n    password  {password}\n\n"
                "Sign in at /admin/ and change the password there.\n"
            )
