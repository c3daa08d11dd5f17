from django.core.management.base import BaseCommand

from careers.demo.loader import load


class Command(BaseCommand):
    help = "Adds the sample careers, figures and resources that are not there yet. What is there is left as it is."

    def handle(self, **options) -> None:
        added = load()
        if not added:
            self.stdout.write("The demo is loaded already: nothing was added.")
        for name, number in sorted(added.items()):
            self.stdout.write(f"{number:6,} {name} added")
