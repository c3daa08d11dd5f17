"""What nobody would search for: every class of signs, endless words, and what breaks other systems."""

import random
import sys
import unicodedata
from urllib.parse import quote


def hostile_addresses(path: str) -> list[str]:
    """Two thousand addresses with such a query. Raw bytes too: a lone surrogate is no text, and a browser can send it all the same."""
    return [f"{path}?q={quote(query.encode('utf-8', 'surrogatepass'))}" for query in hostile_queries()]


def hostile_queries() -> list[str]:
    """Every class of signs that Unicode has, long, quoted, and what breaks other systems."""
    chance = random.Random(7)  # noqa: S311
    classes: dict[str, list[str]] = {}
    for code in range(0, sys.maxunicode + 1, 7):
        sign = chr(code)
        classes.setdefault(unicodedata.category(sign), []).append(sign)
    queries = [
        "x" * 10_240, "nurse " * 2_000, '"', "'", '"nurse', "nurse OR", "AND NOT (", "title:nurse^9", "nur*", "n?rse~2", "[a TO z]",
        "a\x00b", "\x00", "\ud800", "\udfff police", "'; DROP TABLE careers_occupation; --", "1 OR 1=1", "{{ 7*7 }}", "{% debug %}",
        "${jndi:ldap://x}", "<script>alert(1)</script>", "../../etc/passwd", "%", "%%", "_", "\\", "#note", "-", "+", "()", "🧑‍⚕️", "ﷺ" * 60,
        "й" * 200, "\u202epolice", "a" * 100 + "\u0301" * 500,
    ]  # fmt: skip
    for name in sorted(classes):
        queries += ["".join(chance.choices(classes[name], k=chance.randint(1, 40))) for _ in range(71)]
    return queries
