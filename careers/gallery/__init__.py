"""The components of the pages, shown one by one to those who work on them: what each is for, its arguments, its states.

What a component is for stands in its own template, in the comment at its head; `specimens` has something to fill it with.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from careers.gallery.specimens import SPECIMENS

FOLDER = Path(settings.BASE_DIR, "templates", "components")
_COMMENT = re.compile(r"{% comment %}\n(?P<about>.*?)(?P<usage>{%-? include .*?)?\n?{% endcomment %}", re.DOTALL)


@dataclass(frozen=True)
class Exhibit:
    """A component: what is said of it, how it is put into a page, and whether it can be shown by itself."""

    name: str
    about: list[str]
    usage: str

    @property
    def template(self) -> str:
        return f"components/{self.name}.html"

    def specimens(self, request: HttpRequest) -> list[tuple[str, SafeString]]:
        """Its states with the markup of each."""
        return [
            (state, render_to_string(self.template, {"request": request, **given}, request))
            for state, given in SPECIMENS[self.name](request)
        ]


def exhibits() -> list[Exhibit]:
    """All components by name, as far as they have specimens; a test asks them of each."""
    return [_exhibit(path) for path in sorted(FOLDER.glob("*.html")) if path.stem in SPECIMENS]


def _exhibit(path: Path) -> Exhibit:
    comment = _COMMENT.search(path.read_text())
    if comment is None:
        return Exhibit(path.stem, [], "")
    return Exhibit(path.stem, comment["about"].strip().splitlines(), (comment["usage"] or "").strip())
