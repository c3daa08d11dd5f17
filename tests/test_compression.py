"""Pages over the wire: smaller for whoever can read it, the same for everybody, and never where a secret stands."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.compression import LEAST, CompressionMiddleware, accepted

PAGE = b"<p>" + b"Careers " * 200
OPENED = {"br": brotli.decompress, "gzip": gzip.decompress}
BROWSER = "gzip, deflate, br, zstd"


def answer(response: HttpResponse, header: str = BROWSER) -> HttpResponse:
    return CompressionMiddleware(lambda request: response)(
        RequestFactory().get("/", headers={"Accept-Encoding": header})
    )


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (BROWSER, "br"), ("gzip", "gzip"), ("GZIP", "gzip"), ("gzip;q=1.0, br; q=0.5", "br"), ("br;q=0, gzip", "gzip"),
        ("br;q=0.000,gzip;q=0", ""), ("br;q=0.001 , gzip", "br"), ("br;q=0.0001, gzip", "gzip"),
        ("br;q=0." + "1" * 100_000 + "x, gzip", "gzip"),
        ("identity", ""), ("", ""), ("*", ""), ("brgzip", ""), ("br;q=x, gzip;level=9", ""), (",;,", ""),
    ],
)  # fmt: skip
def test_best_encoding_the_visitor_reads_is_chosen(header, encoding):
    assert accepted(header) == encoding


@given(st.text())
def test_header_of_any_kind_is_answered(header):
    assert accepted(header) in {"br", "gzip", ""}


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.django_db
def test_public_page_is_compressed_and_holds_the_same(encoding):
    plain, packed = (
        Client().get("/about/privacy/"),
        Client(headers={"Accept-Encoding": encoding}).get("/about/privacy/"),
    )
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, encoding)
    assert OPENED[encoding](packed.content) == plain.content
    assert (packed["Content-Length"], packed["Vary"]) == (str(len(packed.content)), plain["Vary"])
    assert "Accept-Encoding" in plain["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert Client(headers={"Accept-Encoding": encoding}).get("/about/privacy/").content == packed.content


@pytest.mark.parametrize("url", ["/admin/", "/admin/careers/occupation/add/"])
def test_page_with_a_secret_in_it_is_not_compressed(staff, url):
    response = staff.get(url, headers={"Accept-Encoding": BROWSER}, follow=True)
    assert response.status_code == 200
    assert "Cookie" in response["Vary"]
    assert not response.has_header("Content-Encoding")


def test_sign_in_page_is_not_compressed(visitor):
    response = visitor.get("/admin/login/", headers={"Accept-Encoding": BROWSER})
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/html; charset=utf-8", "br"), ("text/css", "br"), ("application/json", "br"), ("application/rss+xml", "br"), ("image/svg+xml", "br"),
        ("image/png", None), ("application/pdf", None), ("application/octet-stream", None), ("", None),
    ],
)  # fmt: skip
def test_text_is_compressed_and_what_is_compressed_already_is_not(content_type, encoding):
    assert answer(HttpResponse(PAGE, content_type=content_type)).get("Content-Encoding") == encoding


def test_short_answer_stays_as_it_is():
    assert not answer(HttpResponse(b"x" * (LEAST - 1))).has_header("Content-Encoding")
    assert answer(HttpResponse(b"x" * LEAST))["Content-Encoding"] == "br"


def test_answer_that_sets_a_cookie_is_encoded_or_comes_piece_by_piece_is_left_alone():
    cookie, done = HttpResponse(PAGE), HttpResponse(PAGE, headers={"Content-Encoding": "identity"})
    cookie.set_cookie("a", "b")
    assert [answer(one).content for one in (cookie, done)] == [PAGE, PAGE]
    assert b"".join(answer(StreamingHttpResponse([PAGE])).streaming_content) == PAGE


@pytest.mark.parametrize(("etag", "sent"), [('"7"', 'W/"7"'), ('W/"7"', 'W/"7"')])
def test_etag_of_other_bytes_is_weak(etag, sent):
    assert answer(HttpResponse(PAGE, headers={"ETag": etag}))["ETag"] == sent
    assert answer(HttpResponse(PAGE, headers={"ETag": etag}), "identity")["ETag"] == etag
