"""The agencies' own files, which stand beside the project and not in it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared"

needed = pytest.mark.skipif(
    not FOLDER.exists() and not os.environ.get("CI"),
    reason="the official files are not beside the project on this machine",
)
"""For tests that read them. In CI their absence is a failure."""
