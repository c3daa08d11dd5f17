"""Formats of the field's codes."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from careers.codes import (
    HOLLAND_FORMAT,
    HOLLAND_REPEATED,
    OutlookWord,
    SocLevel,
    cip_code_of,
    is_whole_soc,
    soc_of,
    validate_cip,
    validate_dot,
    validate_holland,
    validate_onet_soc,
    validate_soc,
)

REFUSED = [
    (validate_soc, ["", "17-302", "17-30290", "173029", "17-3029.09", "17‑3029", "17-3029\n", "１７-3029", "Nov-11"]),
    (validate_onet_soc, ["17-3029", "17-3029.9", "17-3029.090", "17-3029.09 "]),
    (validate_dot, ["652.382", "652382010", "652.382.010", "652.382-01"]),
    (validate_cip, ["1", "15.", "15.6", "15.061", "15.06133", "1.0101", "150613"]),
    (validate_holland, ["", "X", "RR", "RIAS", "RIR", "ric", "R I"]),
]
ACCEPTED = [
    (validate_soc, ["17-3029", "00-0000"]),
    (validate_onet_soc, ["17-3029.09", "29-1141.00"]),
    (validate_dot, ["652.382-010"]),
    (validate_cip, ["15", "15.06", "15.0613"]),
    (validate_holland, ["R", "RI", "RIC", "CES"]),
]


@pytest.mark.parametrize(("validate", "code"), [(validate, code) for validate, codes in REFUSED for code in codes])
def test_code_malformed_is_refused(validate, code):
    with pytest.raises(ValidationError):
        validate(code)


@pytest.mark.parametrize(("validate", "code"), [(validate, code) for validate, codes in ACCEPTED for code in codes])
def test_code_well_formed_is_accepted(validate, code):
    assert validate(code) is None


@given(st.text(alphabet="RIASECX", max_size=5))
def test_holland_constraint_and_validator_agree(code):
    in_table = bool(re.fullmatch(HOLLAND_FORMAT, code)) and not re.search(HOLLAND_REPEATED, code)
    try:
        validate_holland(code)
    except ValidationError:
        assert not in_table
    else:
        assert in_table


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("00-0000", SocLevel.TOTAL),
        ("17-0000", SocLevel.MAJOR),
        ("17-3000", SocLevel.MINOR),
        ("15-1200", SocLevel.MINOR),
        ("17-3020", SocLevel.BROAD),
        ("17-3029", SocLevel.DETAILED),
    ],
)
def test_soc_level_is_told_by_the_zeros(code, level):
    assert SocLevel.of(code) == level


def test_onet_soc_code_names_its_soc_code():
    assert (soc_of("17-3029.09"), is_whole_soc("17-3029.09"), is_whole_soc("29-1141.00")) == ("17-3029", False, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("15.0613", "15.0613"),
        ("150613", "15.0613"),
        ("1506", "15.06"),
        ("15", "15"),
        ("15061", ""),
        ("welding", ""),
        ("", ""),
    ],
)
def test_cip_code_is_read_with_or_without_its_point(words, code):
    assert cip_code_of(words) == code


@pytest.mark.parametrize(
    ("change", "of_all", "word"),
    [
        ("3.6", "3.1", "faster"), ("3.5", "3.1", "as_fast"), ("2.7", "3.1", "as_fast"), ("2.6", "3.1", "slower"),
        ("0", "3.1", "shrinks"), ("-9.0", None, "shrinks"), ("4.0", None, "grows"), (None, "3.1", "not_published"),
    ],
)  # fmt: skip
def test_outlook_is_said_in_a_word(change, of_all, word):
    assert OutlookWord.of(change and Decimal(change), of_all and Decimal(of_all)).value == word
