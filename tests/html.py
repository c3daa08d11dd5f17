"""Reading a rendered page as a person would: text of cells, headings, ids."""

import re
from html import unescape
from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[dict] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "table":
            self.tables.append({"caption": "", "rows": []})
        elif tag == "tr" and self.tables:
            self.tables[-1]["rows"].append([])
        elif tag in ("td", "th", "caption"):
            self._cell = []

    def handle_data(self, data) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag) -> None:
        if tag in ("td", "th", "caption") and self._cell is not None:
            text = " ".join("".join(self._cell).split())
            if tag == "caption":
                self.tables[-1]["caption"] = text
            else:
                self.tables[-1]["rows"][-1].append(text)
            self._cell = None


def tables(html: str) -> list[dict]:
    """Every table: its caption, and its rows as lists of the text of their cells."""
    parser = _Tables()
    parser.feed(html)
    return parser.tables


def text(html: str) -> str:
    """The words of a page, tags taken out, spaces folded."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", html, flags=re.DOTALL).replace("<wbr>", "")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def headings(html: str) -> list[tuple[int, str]]:
    return [(int(level), text(inner)) for level, inner in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", html, re.DOTALL)]


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)
