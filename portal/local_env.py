"""Writes a `.env` for this machine, once: a secret of its own and plain HTTP on 127.0.0.1.

Production sets its own environment and needs no such file. Run as `python -m portal.local_env`; it needs nothing installed.
"""

import secrets
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"

TEMPLATE = """\
# Settings for this machine only; git ignores this file. Every name is explained in portal/settings.py.
SECRET_KEY={secret}
ALLOWED_HOSTS=127.0.0.1,localhost,[::1]
HTTPS=off
"""


def write(path: Path = ENV_FILE) -> bool:
    """Write the file unless it is there already; True when it was written. Readable by its owner alone."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    path.write_text(TEMPLATE.format(secret=secrets.token_urlsafe(50)))
    return True


if __name__ == "__main__":
    if write():
        print(f"Wrote {ENV_FILE.name} with a secret key for this machine.")
