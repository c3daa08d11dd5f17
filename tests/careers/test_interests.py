"""The interest quiz and the careers that go with its answers."""

import re

import pytest

from careers.catalogue import catalogue
from careers.codes import HollandInterest
from careers.interests import Fit, Profile, RatedCareers
from careers.quiz import STATEMENTS
from tests import builders, html
from tests.careers.test_lists import cards_on, careers_on

pytestmark = pytest.mark.django_db


def answers(**ratings: str) -> str:
    """An address of answers: for each letter one rating for its five statements; “not for me” for those not named."""
    return "".join(ratings.get(statement.interest, "0") for statement in STATEMENTS)


def page_at(visitor, query: str) -> str:
    response = visitor.get(f"/interests/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def checked(page: str) -> dict[str, str]:
    """The chosen rating of each rated statement."""
    return dict(re.findall(r'name="(s\d+)" value="(\d)" checked', page))


@pytest.fixture
def careers():
    """Three careers of different interests, one without ratings, and one that is not public."""
    builders.occupation("Welders", **builders.rated(7, 3, 1, 1, 1, 4), entry_education="high_school")
    builders.occupation("Teachers", **builders.rated(1, 3, 4, 7, 2, 1), entry_education="bachelor")
    builders.occupation("Actors", **builders.rated(1, 1, 7, 4, 3, 1), entry_education="none")
    builders.occupation("Bakers")
    builders.occupation("Drafts", **builders.rated(7, 3, 1, 1, 1, 4), status="draft")


# The quiz ------------------------------------------------------------------------------------------------------------


def test_quiz_asks_for_thirty_ratings_in_three_words(visitor):
    page = visitor.get("/interests/").content.decode()
    legends = [html.text(legend) for legend in re.findall(r"<legend>(.*?)</legend>", page, re.DOTALL)]
    assert legends == [f"{statement.number} {statement.text}" for statement in STATEMENTS]
    ratings = [html.text(label) for label in re.findall(r'<label class="rating">(.*?)</label>', page, re.DOTALL)]
    assert ratings == ["Not for me", "Maybe", "Yes, I like that"] * 30
    assert checked(page) == {}
    assert "still open" not in page.lower()


def test_quiz_takes_no_query_but_that_of_the_areas(visitor, careers, django_assert_num_queries):
    with django_assert_num_queries(1):
        visitor.get("/interests/")


def test_sent_form_leads_to_an_address_with_all_answers_in_one_parameter(visitor):
    sent = {statement.name: "2" for statement in STATEMENTS[:29]} | {"education": "none", "code": "RIC"}
    response = visitor.get("/interests/", sent)
    assert (response.status_code, response["Location"]) == (302, f"/interests/?a={'2' * 29}-&education=none")


def test_half_answered_address_shows_the_answers_and_what_is_missing(visitor, careers):
    page = page_at(visitor, "a=20" + "-" * 27 + "1")
    assert checked(page) == {"s1": "2", "s2": "0", "s30": "1"}
    assert "You have answered 3 of 30." in html.text(page)
    assert re.findall(r'href="#statement-(\d+)"', page) == [str(number) for number in range(3, 30)]
    assert page.count('<span class="tag">still open</span>') == 27
    assert "could not be read" not in page


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("21", {"s1": "2", "s2": "1"}),
        ("2x1" + "-" * 27, {"s1": "2", "s3": "1"}),
        ("9" * 30, {}),
        ("%00", {}),
        ("%27%20OR%201=1--", {"s6": "1", "s8": "1"}),
        ("<script>", {}),
        ("%ED%A0%80", {}),
        ("3" * 10_000, {}),
        ("²" * 30, {}),
    ],
)
def test_damaged_answers_are_left_open_and_said(visitor, careers, written, kept):
    page = page_at(visitor, f"a={written}")
    assert "Part of the answers in this address could not be read." in html.text(page)
    assert "<script>" not in page
    assert checked(page) == kept


def test_whole_answers_with_something_behind_them_still_count(visitor, careers):
    page = page_at(visitor, f"a={answers(R='2')}xyz")
    assert "This address held more than the answers." in html.text(page)
    assert "held more than" not in page_at(visitor, f"a={answers(R='2')}")


@pytest.mark.parametrize("written", ["20" + "-" * 28, "1" * 30, answers(S="2")], ids=["begun", "flat", "whole"])
def test_code_beside_answers_is_said_and_offered(visitor, careers, written):
    page = page_at(visitor, f"a={written}&code=r-i&education=bachelor&change=1")
    assert "This address holds the code RI beside your answers. Here your answers count." in html.text(page)
    address = re.search(r'<a href="([^"]+)">Show the careers for RI instead</a>', page)[1].replace("&amp;", "&")
    assert address == "/interests/?code=RI&education=bachelor"
    assert "beside your answers" not in html.text(visitor.get(address).content.decode())


@pytest.mark.parametrize("query", [f"a={'1' * 30}", "a=210&code=XYZ", "code=RIC", f"a={'-' * 30}&code=RIC"])
def test_nothing_is_said_of_a_code_that_is_none_or_counts(visitor, careers, query):
    assert "beside your answers" not in html.text(page_at(visitor, query))


def test_answers_can_be_changed(visitor, careers):
    page = page_at(visitor, f"a={answers(S='2')}&education=bachelor")
    address = re.search(r'<a href="([^"]+)">Change my answers</a>', page)[1].replace("&amp;", "&")
    quiz = visitor.get(address).content.decode()
    assert len(checked(quiz)) == 30
    assert '<input type="hidden" name="education" value="bachelor">' in quiz


@pytest.mark.parametrize("rating", "012")
def test_flat_answers_say_so_kindly_and_offer_to_change_them(visitor, careers, rating):
    page = page_at(visitor, f"a={rating * 30}")
    assert "All six interests came out the same." in html.text(page)
    assert set(checked(page).values()) == {rating}
    assert careers_on(visitor, f"/interests/?a={rating * 30}") == []


# What comes of it ----------------------------------------------------------------------------------------------------


def test_careers_are_listed_by_fit_with_a_word_for_it(visitor, careers):
    assert {title: said[0] for title, said in cards_on(visitor, f"/interests/?a={answers(S='2', A='1')}").items()} == {
        "Teachers": "Very close fit", "Actors": "Fits in part", "Welders": "Not a close fit",
    }  # fmt: skip
    assert careers_on(visitor, f"/interests/?a={answers(R='2')}") == ["Welders", "Actors", "Teachers"]
    assert careers_on(visitor, f"/interests/?a={answers(A='2')}") == ["Actors", "Teachers", "Welders"]


def test_careers_without_all_six_scores_are_left_out_and_counted(visitor, careers):
    address = f"/interests/?a={answers(R='2')}"
    assert "1 of our careers is not rated for interests, so it is not in this list." in html.text(
        visitor.get(address).content.decode()
    )
    builders.occupation("Clerks", interest_realistic=7)
    words = html.text(visitor.get(address).content.decode())
    assert "2 of our careers are not rated for interests, so they are not in this list." in words
    assert "Clerks" not in words


def test_nothing_is_said_of_careers_left_out_where_there_are_none(visitor):
    builders.occupation("Welders", **builders.rated(7, 3, 1, 1, 1, 4))
    assert "not rated for interests" not in html.text(page_at(visitor, f"a={answers(R='2')}"))


def test_equal_fits_stay_in_the_order_of_their_titles(visitor):
    for title in ("Cutters", "bakers", "Actors", "Dyers"):
        builders.occupation(title, **builders.rated(6.1, 3.3, 1, 1.7, 1, 4.2))
    assert careers_on(visitor, f"/interests/?a={answers(R='2', I='1')}") == ["Actors", "bakers", "Cutters", "Dyers"]


def test_result_explains_the_three_strongest_and_shows_all_six_in_a_table(visitor, careers):
    page = page_at(visitor, f"a={answers(R='1', S='2', E='1', C='1')}")
    assert html.headings(page)[0] == (1, "Your interests: Social, Realistic, Enterprising")
    assert [heading for level, heading in html.headings(page) if level == 3] == [
        "S Social", "R Realistic", "E Enterprising",
    ]  # fmt: skip
    assert "Just as strong: Conventional." in html.text(page)
    assert html.tables(page) == [
        {
            "caption": "Your code is SRE. Each interest can have up to 10 points.",
            "rows": [
                ["Interest", "Points"], ["Realistic", "5"], ["Investigative", "0"], ["Artistic", "0"],
                ["Social", "10"], ["Enterprising", "5"], ["Conventional", "5"],
            ],
        }
    ]  # fmt: skip
    assert [re.search(r"interest=\w", link)[0] for link in re.findall(r'href="(/careers/\?interest=[^"]+)"', page)] == [
        "interest=S", "interest=R", "interest=E",
    ]  # fmt: skip
    assert "This is a start, not a verdict." in html.text(page)


def test_nothing_is_called_just_as_strong_where_the_third_is_ahead(visitor, careers):
    assert "Just as strong" not in page_at(visitor, f"a={answers(R='2', S='2', E='2')}")


def test_interests_without_a_point_are_not_called_strong(visitor, careers):
    page = page_at(visitor, f"a={answers(I='1')}")
    assert html.headings(page)[0] == (1, "Your interests: Investigative")


def test_hexagon_reaches_its_corner_at_the_highest_score(visitor, careers):
    page = page_at(visitor, f"a={answers(R='2')}")
    shape = re.search(r'class="hexagon__shape" points="([^"]+)"', page)[1]
    assert shape == "150.0,38.0 150.0,150.0 150.0,150.0 150.0,150.0 150.0,150.0 150.0,150.0"


# A code that somebody knows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["SAI", "sai", " s a i ", "S-A-I", "S,A,I"])
def test_typed_code_lists_careers_without_scores_of_ones_own(visitor, careers, typed):
    response = visitor.get("/interests/", {"code": typed})
    page = response.content.decode()
    assert html.headings(page)[0] == (1, "Interests: Social, Artistic, Investigative")
    assert careers_on(visitor, "/interests/?code=SAI") == ["Teachers", "Actors", "Welders"]
    assert html.tables(page) == []


@pytest.mark.parametrize("typed", ["RR", "RIAS", "X", "'", "%00", "<script>", "🙂", "R" * 10_000])
def test_damaged_code_is_named_and_the_quiz_is_there(visitor, careers, typed):
    page = page_at(visitor, f"code={typed}")
    assert "is not one to three different letters out of R, I, A, S, E and C, so it was left out." in html.text(page)
    assert page.count("<fieldset") == 30
    assert "<script>" not in page


def test_answers_come_before_a_code(visitor, careers):
    page = page_at(visitor, f"a={answers(R='2')}&code=SAI")
    assert html.headings(page)[0] == (1, "Your interests: Realistic")


# The list ------------------------------------------------------------------------------------------------------------


def test_education_narrows_by_any_of_several_with_counts_and_chips(visitor, careers):
    address = f"/interests/?a={answers(R='2')}"
    assert careers_on(visitor, f"{address}&education=none&education=high_school") == ["Welders", "Actors"]
    page = visitor.get(f"{address}&education=bachelor").content.decode()
    options = [html.text(option) for option in re.findall(r'<label class="option">(.*?)</label>', page, re.DOTALL)]
    assert options == [
        "No formal education needed +1 1 more career", "High school diploma or equivalent +1 1 more career",
        "Four-year (bachelor's) degree 1 1 career",
    ]  # fmt: skip
    assert re.findall(r'class="chip" href="([^"]+)"', page) == [f"{address}#careers"]


def test_pay_narrows_in_the_chosen_area(visitor):
    welders, bakers = (
        builders.occupation(title, **builders.rated(7, 3, 1, 1, 1, 4)) for title in ("Welders", "Bakers")
    )
    state, metro = builders.state(), builders.metro()
    wages = builders.release("wages", state, metro)
    for career, area, median in ((welders, state, "30"), (welders, metro, "20"), (bakers, state, "25")):
        builders.wage(career.soc, area, wages, median=median)
    address = f"/interests/?a={answers(R='2')}"
    assert careers_on(visitor, f"{address}&pay_min=25") == ["Bakers", "Welders"]
    assert careers_on(visitor, f"{address}&pay_min=25&area=49420") == ["Bakers"]
    assert "Middle pay at least: “abc” is not an amount" in html.text(
        page_at(visitor, f"a={answers(R='2')}&pay_min=abc")
    )


def test_list_has_pages_of_24(visitor):
    for number in range(25):
        builders.occupation(f"Career {number:02}", **builders.rated(7, 3, 1, 1, 1, 4))
    address = f"/interests/?a={answers(R='2')}"
    assert len(careers_on(visitor, address)) == 24
    assert careers_on(visitor, f"{address}&page=2") == ["Career 24"]
    assert f'href="{address}&amp;page=2#careers"' in visitor.get(address).content.decode()


def test_list_without_a_fitting_career_offers_ways_on(visitor, careers):
    words = html.text(page_at(visitor, f"a={answers(R='2')}&pay_min=999"))
    assert "No career fits all of that. Take a filter away." in words


def test_portal_without_rated_careers_says_so(visitor):
    builders.occupation()
    assert "No career here is rated for interests yet." in html.text(page_at(visitor, f"a={answers(R='2')}"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_result_takes_as_many_queries_for_any_number_of_careers(visitor, item_count, django_assert_num_queries):
    """The next request finds all made: it looks at the areas and at the edition."""
    state = builders.state()
    wages, outlook = builders.release("wages"), builders.release("outlook")
    for number in range(item_count):
        career = builders.occupation(f"Welders {number}", **builders.rated(7, 3, 1, 1, 1, 4))
        builders.wage(career.soc, state, wages)
        builders.outlook(career.soc, state, outlook)
    address = f"/interests/?a={answers(R='2')}&pay_min=10"
    with django_assert_num_queries(10):
        visitor.get(address)
    with django_assert_num_queries(2):
        visitor.get(address)


# Ways here -----------------------------------------------------------------------------------------------------------


def test_home_leads_to_the_quiz_once_there_are_careers(visitor):
    assert "Find your interests" not in html.text(visitor.get("/").content.decode())
    builders.occupation()
    assert '<a class="button" href="/interests/">Find your interests</a>' in visitor.get("/").content.decode()


def test_career_with_interests_leads_to_careers_like_it(visitor, careers):
    builders.occupation("Nurses", holland_code="SIR")
    assert 'href="/interests/?code=SIR"' in visitor.get("/careers/nurses/").content.decode()
    assert "/interests/?code" not in visitor.get("/careers/bakers/").content.decode()


# Profiles ------------------------------------------------------------------------------------------------------------


def test_fit_is_the_correlation_of_two_profiles():
    rated = RatedCareers([(1, 1, 2, 3, 4, 5, 6), (2, 6, 5, 4, 3, 2, 1), (3, 1, 3, 2, 4, 6, 5)])
    rising = Profile(dict(zip(HollandInterest, range(6), strict=True)))
    assert rated.fits(rising) == pytest.approx({1: 1.0, 3: 0.885714286, 2: -1.0})
    assert list(rated.fits(rising)) == [1, 3, 2]


def test_career_with_six_equal_scores_has_no_profile():
    assert RatedCareers([(1, 3, 3, 3, 3, 3, 3), (2, None, 1, 1, 1, 1, 2)]).keys == []
    assert RatedCareers([]).fits(Profile.of_code("R")) == {}


@pytest.mark.parametrize(
    ("correlation", "word"),
    [(1.0, "Very close fit"), (0.9, "Very close fit"), (0.89, "Close fit"), (0.73, "Close fit"), (0.72, "Fits in part"),
     (0.4, "Fits in part"), (0.39, "Not a close fit"), (-1.0, "Not a close fit"), (-1.0000001, "Not a close fit")],
)  # fmt: skip
def test_fit_has_a_word(correlation, word):
    assert Fit.of(correlation).label == word


def test_code_weighs_its_letters_in_their_order():
    assert list(Profile.of_code("SAI").scores.values()) == [0, 1, 2, 3, 0, 0]
    assert Profile.of_code("C").strongest == [HollandInterest.CONVENTIONAL]


def test_catalogue_keeps_the_rated_careers(careers, django_assert_num_queries):
    catalogue().rated  # noqa: B018 - looked up here
    with django_assert_num_queries(1):
        assert len(catalogue().rated.keys) == 3
