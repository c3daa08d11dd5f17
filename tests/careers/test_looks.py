"""What marks the clusters: an icon and a colour each, the same in pictures and on pages, readable everywhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from careers.codes import CLUSTER_LOOKS, CLUSTERS_2002, ClusterLook
from careers.palette import COLORS
from careers.templatetags.careers import icon

STATIC = Path(settings.BASE_DIR, "static")


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb` by WCAG 2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", ClusterLook)
def test_color_of_a_look_carries_white_letters(look):
    assert 1.05 / (luminance(COLORS[look]) + 0.05) >= 4.5


def test_pages_and_pictures_have_the_same_colors():
    found = dict(re.findall(r"\.look--([\w-]+) \{ --hue: (#[0-9a-f]{6}); \}", (STATIC / "css/tokens.css").read_text()))
    assert found == {look.value: color for look, color in COLORS.items()}


@pytest.mark.parametrize("look", ClusterLook)
def test_every_look_has_its_icon(look):
    assert re.fullmatch(r'<svg class="icon" [^>]*aria-hidden="true"[^>]*>(<[^>]+/> ?)+</svg>', icon(look.value))


def test_icons_come_with_their_licence():
    assert "ISC License" in (STATIC / "icons/lucide/LICENSE").read_text()


def test_no_two_official_clusters_of_a_framework_look_alike():
    assert len({CLUSTER_LOOKS[name] for name in CLUSTERS_2002}) == 16
    others = [look for name, look in CLUSTER_LOOKS.items() if name not in CLUSTERS_2002]
    assert (len(others), len(set(others))) == (14, 14)
