"""One career's page: its sections, its addresses, and who may see it."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from careers.models import (
    PERCENTILES,
    AlternateTitle,
    EditorialNote,
    Occupation,
    OccupationResource,
    OccupationWording,
    PreviousSlug,
    ProgramLink,
    RelatedOccupation,
    Task,
    WorkRequirement,
)
from tests import builders, html

pytestmark = pytest.mark.django_db

SECTIONS = [
    "at-a-glance", "summary", "related-careers", "job-duties", "task-list", "common-work-activities", "work-requirements",
    "working-conditions", "physical-demands", "skills-and-abilities", "interests", "education-and-training", "educational-programs",
    "preparation", "education-after-high-school", "work-experience", "on-the-job-training", "high-school-courses",
    "things-to-know", "hiring", "costs-to-workers", "licensing", "wages-and-benefits", "wages", "benefits",
    "employment-and-outlook", "regional-outlook", "national-employment", "national-outlook", "what-next", "other-resources", "codes",
    "sources",
]  # fmt: skip
"""Addresses people link to. None may ever go; the order is that of the page."""


def fill(career: Occupation, number: int) -> None:
    """Give a career `number` of everything that hangs on it."""
    survey, forecast = builders.release("wages"), builders.release("outlook")
    for i in range(number):
        AlternateTitle.objects.create(occupation=career, title=f"Name {i}")
        Task.objects.create(occupation=career, statement=f"Task {i}")
        WorkRequirement.objects.create(occupation=career, group="reason", text=f"Requirement {i}")
        career.pathways.add(builders.pathway(f"Pathway {i}", cluster=builders.cluster(f"Cluster {i}")))
        RelatedOccupation.objects.create(occupation=career, to_occupation=builders.occupation())
        ProgramLink.objects.create(occupation=career, program=builders.program(f"15.{i:04}", f"Program {i}"))
        OccupationResource.objects.create(occupation=career, resource=builders.resource())
        OccupationWording.objects.create(occupation=career, key=["tasks", "skills", "programs"][i], text="Own words.")
        town = builders.metro(f"Town {i}", f"4000{i}")
        builders.wage(career.soc, town, survey)
        builders.outlook(career.soc, town, forecast)


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_takes_14_queries_however_much_hangs_on_it(visitor, item_count, django_assert_num_queries):
    broad = builders.chain(("15-1200", "Computer Work"), ("15-1250", "Software Work"))[-1]
    career = builders.occupation("Testers", soc=builders.soc_group("15-1255", "Testers", parent=broad))
    fill(career, item_count)
    # What all pages of an edition share is made once: the first page takes eight queries more.
    with django_assert_num_queries(22):
        visitor.get(career.get_absolute_url())
    # One of them asks which edition it is; a process does that once a second at most.
    with django_assert_num_queries(14):
        response = visitor.get(career.get_absolute_url())
    assert [
        word
        for word in ("Name", "Task", "Requirement", "Pathway", "Program", "Town")
        if f"{word} {item_count - 1}" not in html.text(response.content.decode())
    ] == []


def test_part_with_nothing_to_say_is_left_out_of_page_and_contents(visitor):
    career = builders.occupation(benefits="<p>Health insurance.</p>")
    page = visitor.get(career.get_absolute_url()).content.decode()
    assert [address for address in html.ids(page) if address in SECTIONS] == [
        "wages-and-benefits", "wages", "benefits", "employment-and-outlook", "regional-outlook", "what-next", "codes",
    ]  # fmt: skip
    assert "#summary" not in page
    assert "#benefits" in page


def test_career_without_any_figure_says_so(visitor):
    words = html.text(visitor.get(builders.occupation().get_absolute_url()).content.decode())
    assert "Wages: no source publishes figures for this career" in words
    assert "Employment and outlook: no source publishes figures for this career" in words


def test_every_table_names_its_source_and_period(visitor):
    career = builders.occupation()
    builders.wage(
        career.soc, builders.state(), builders.release("wages", builders.state(), source="ESD", reference_period="2022")
    )
    builders.outlook(
        career.soc,
        builders.nation(),
        builders.release("outlook", builders.nation(), source="BLS", reference_period="2024 to 2034"),
    )
    words = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert "Washington ESD, Survey. Period: 2022." in words
    assert "United States BLS, Survey. Period: 2024 to 2034." in words


def test_links_elsewhere_are_marked_in_words(visitor):
    career = builders.occupation(
        summary='<p><a href="https://a.example.org/">A</a> <a href="https://b.example.org/x.PDF">B</a> <a href="/about/">C</a></p>'
    )
    for position, values in enumerate(({}, {"url": "https://example.org/guide.pdf"}, {"link_state": "broken"})):
        OccupationResource.objects.create(
            occupation=career,
            position=position,
            resource=builders.resource(["Plain", "Guide", "Gone"][position], **values),
        )
    page = visitor.get(career.get_absolute_url()).content.decode()
    words = html.text(page)
    assert "A (external link) B (PDF) C" in words
    assert "Plain (external link)" in words
    assert "Guide (PDF)" in words
    assert "Gone (this link is broken; we are looking for the new address)" in words
    assert "https://gone.example.org/" not in page
    assert "https://plain.example.org/" in page


def test_own_wording_is_said_and_a_sentence_left_out_is_not(visitor):
    career = builders.occupation("Welders")
    Task.objects.create(occupation=career, statement="Weld")
    WorkRequirement.objects.create(occupation=career, group="reason", text="Think")
    before = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert "What welders do, most central first:" in before
    assert "To do well, welders need to:" in before
    OccupationWording.objects.create(occupation=career, key="tasks", text="Every {singular} will:")
    OccupationWording.objects.create(occupation=career, key="skills", is_off=True)
    after = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert "Every welder will:" in after
    assert "What welders do" not in after
    assert "To do well" not in after


def test_search_only_titles_and_unpublished_relations_are_not_shown(visitor):
    career = builders.occupation()
    AlternateTitle.objects.create(occupation=career, title="Shown Name")
    AlternateTitle.objects.create(occupation=career, title="Slang Name", search_only=True)
    RelatedOccupation.objects.create(occupation=career, to_occupation=builders.occupation("Shown Career"))
    RelatedOccupation.objects.create(
        occupation=career, to_occupation=builders.occupation("Draft Career", status="draft")
    )
    OccupationResource.objects.create(occupation=career, resource=builders.resource("Shown Resource"))
    OccupationResource.objects.create(
        occupation=career, resource=builders.resource("Hidden Resource", is_published=False)
    )
    words = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert [name for name in ("Shown Name", "Shown Career", "Shown Resource") if name not in words] == []
    assert [name for name in ("Slang Name", "Draft Career", "Hidden Resource") if name in words] == []


def test_script_that_reached_the_table_past_the_form_is_cleaned_away(visitor):
    career = builders.occupation()
    Occupation.objects.filter(pk=career.pk).update(
        summary='<p>Fine<script>alert("x")</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">y</a></p>',
        at_a_glance="<b>bold?</b>",
    )
    page = visitor.get(career.get_absolute_url()).content.decode()
    assert "Fine" in page
    assert [bad for bad in ('alert("x")', "onerror", "javascript:", "<b>bold") if bad in page] == []
    assert "&lt;b&gt;bold?" in page


def test_codes_stand_at_the_foot(visitor):
    career = builders.occupation(
        "Welders", onet_soc_code="51-4121.00", dot_code="816.364-010", job_zone=2, holland_code="RC",
        soc=builders.soc_group("51-4121", "Welders"),
    )  # fmt: skip
    career.pathways.add(builders.pathway())
    page = visitor.get(career.get_absolute_url()).content.decode()
    foot = html.text(page[page.index('id="codes"') :])
    assert "https://www.onetonline.org/link/summary/51-4121.00" in page
    for words in (
        "Career cluster Manufacturing", "Career pathway Production", "51-4121 Welders (SOC 2018)",
        "O*NET (external link) occupation 51-4121.00", "2: Some preparation", "816.364-010", "RC (Realistic, Conventional)",
    ):  # fmt: skip
        assert words in foot


# Pay by the hour, month or year, and ways on ---------------------------------------------------------------------------


def periods(page: str) -> list[tuple[str, str, bool]]:
    """The switch of the pay period: label, address, whether it is the one shown."""
    links = re.findall(r'<a class="periods__link" href="([^"]*)"( aria-current="true")?>(\w+)</a>', page)
    return [(label, address.replace("&amp;", "&"), bool(current)) for address, current, label in links]


@pytest.fixture
def welders():
    """A career with pay by the hour in the state, by the hour and the year in the nation."""
    career = builders.occupation("Welders")
    yearly = {name: 41600 + place for place, name in enumerate(f"annual_{percentile}" for percentile in PERCENTILES)}
    yearly |= {f"{name}_status": "published" for name in list(yearly)}
    builders.wage(
        career.soc, builders.state(), builders.release("wages", builders.state(), source="ESD"), median="24.00"
    )
    builders.wage(career.soc, builders.nation(), median="20.00", **yearly)
    return career


def test_period_of_pay_is_switched_by_links_that_keep_the_area(visitor, welders):
    builders.metro()
    assert periods(visitor.get("/careers/welders/").content.decode()) == [
        ("Hour", "/careers/welders/#wages", True),
        ("Month", "/careers/welders/?pay_period=month#wages", False),
        ("Year", "/careers/welders/?pay_period=year#wages", False),
    ]
    assert periods(visitor.get("/careers/welders/?area=49420&pay_period=month").content.decode()) == [
        ("Hour", "/careers/welders/?area=49420#wages", False),
        ("Month", "/careers/welders/?pay_period=month&area=49420#wages", True),
        ("Year", "/careers/welders/?pay_period=year&area=49420#wages", False),
    ]


def test_period_that_is_chosen_is_that_of_the_picture_the_facts_and_related_careers(visitor, welders):
    relative = builders.occupation("Bakers")
    RelatedOccupation.objects.create(occupation=welders, to_occupation=relative)
    builders.wage(relative.soc, builders.state(), median="20.00")
    by_month = html.text(visitor.get("/careers/welders/?pay_period=month").content.decode())
    assert "Pay a month Washington $4,159 Middle half: $3,986 to $4,333" in by_month
    assert "Middle pay $4,159 a month" in by_month
    assert "Bakers $3,466 a month Middle pay, Washington" in by_month
    by_year = html.text(visitor.get("/careers/welders/?pay_period=year").content.decode())
    assert "Pay a year United States $41,602 Middle half: $41,601 to $41,603" in by_year
    assert "Not in the picture: Washington, its source gives no range of pay a year." in by_year
    assert "Middle pay $24.00 an hour" in by_year


def test_career_with_pay_by_the_year_alone_shows_that_until_another_is_chosen(visitor):
    career = builders.occupation("Pilots")
    yearly = {f"annual_{percentile}": 200000 for percentile in PERCENTILES}
    reasons = {f"{name}_status": "published" for name in yearly} | {
        f"hourly_{name}_status": "annual_only" for name in PERCENTILES
    }
    builders.state()
    builders.wage(career.soc, builders.nation(), median=None, **yearly, **reasons)
    page = visitor.get("/careers/pilots/").content.decode()
    assert "Pay a year United States $200,000" in html.text(page)
    assert periods(page)[2] == ("Year", "/careers/pilots/#wages", True)
    by_hour = html.text(visitor.get("/careers/pilots/?pay_period=hour").content.decode())
    assert "Not in the picture: Washington, not published for this area." in by_hour
    assert "Not in the picture: United States, by year only." in by_hour


@pytest.mark.parametrize("value", ["decade", "%00", "'", "<script>", "hour,month", ""])
def test_period_nobody_knows_is_left_out_and_named(visitor, welders, value):
    response = visitor.get("/careers/welders/", {"pay_period": value})
    page = response.content.decode()
    assert response.status_code == 200
    assert periods(page)[0] == ("Hour", "/careers/welders/#wages", True)
    assert ("is not one of our choices any more" in page) is bool(value)
    assert "<script>" not in page.partition("</head>")[2]


def test_choosing_an_area_keeps_the_period(visitor, welders):
    page = visitor.get("/careers/welders/?pay_period=year").content.decode()
    form = page[page.index('<form class="area-chooser"') :]
    assert '<input type="hidden" name="pay_period" value="year">' in form[: form.index("</form>")]
    plain = visitor.get("/careers/welders/").content.decode()
    assert 'name="pay_period"' not in plain


def next_steps_of(page: str) -> str:
    return html.text(page[page.index('id="what-next"') : page.index('id="codes"')])


def test_what_next_counts_the_schools_near_that_teach_what_leads_here(visitor, welders):
    yakima = builders.metro()
    for place, program in enumerate((builders.program("48.0503", "Machining"), builders.program("48.0508", "Welding"))):
        builders.leads_to(program, welders, position=place)
    welding = builders.program("48.0508")
    builders.offering(program=welding, school=builders.school("Near", state="WA", area=yakima))
    builders.offering(program=welding, school=builders.school("In The State", state="WA"))
    builders.offering(program=welding, school=builders.school("Closed", state="WA", is_open=False))
    builders.offering(program=welding, school=builders.school("Elsewhere", state="OR"))
    in_state = next_steps_of(visitor.get("/careers/welders/").content.decode())
    assert "Welding 2 schools in Washington Machining No school in Washington that we know of" in in_state
    in_area = next_steps_of(visitor.get("/careers/welders/?area=49420").content.decode())
    assert "Welding 1 school in Yakima, 2 in Washington" in in_area


def test_what_next_says_once_that_no_school_is_known(visitor, welders):
    builders.leads_to(builders.program("48.0503", "Machining"), welders)
    builders.offering(program=builders.program("48.0503"), school=builders.school("Elsewhere", state="OR"))
    steps = next_steps_of(visitor.get("/careers/welders/").content.decode())
    assert "Machining We do not know yet which schools in Washington offer it." in steps


def test_what_next_leads_to_resources_that_answer_and_to_a_comparison(visitor, welders):
    for title in ("Bakers", "Cooks", "Drivers", "Editors"):
        RelatedOccupation.objects.create(
            occupation=welders, to_occupation=builders.occupation(title, entry_education="none")
        )
    for name, values in (("Guild", {}), ("Gone", {"link_state": "broken"})):
        OccupationResource.objects.create(occupation=welders, resource=builders.resource(name, **values))
    page = visitor.get("/careers/welders/?area=US").content.decode()
    steps = next_steps_of(page)
    assert "Bakers Pay not published . No formal education needed" in steps.replace("published.", "published .")
    assert "Editors" not in steps[: steps.index("Compare")]
    assert 'href="/compare/?careers=welders,bakers,cooks,drivers&amp;area=US"' in page
    assert "Guild (external link)" in steps[: steps.index("Keep it")]
    assert "Gone" not in steps[: steps.index("Keep it")]


def test_draft_offers_neither_a_list_nor_a_comparison(staff, welders):
    RelatedOccupation.objects.create(occupation=welders, to_occupation=builders.occupation("Bakers"))
    welders.status = "draft"
    welders.save()
    page = staff.get("/careers/welders/").content.decode()
    assert "Weigh it against careers like it" in html.text(page)
    assert [
        offer
        for offer in ("/compare/?careers=welders", "data-gather", "&amp;print")
        if offer in page[: page.index("<footer")]
    ] == []


def test_interests_are_drawn_where_all_six_are_scored_and_said_where_letters_are_known(visitor):
    scored = builders.occupation("Scored", holland_code="SI", **builders.rated(1, 2, 3, 4, 5, 6))
    lettered = builders.occupation("Lettered", holland_code="SI")
    bare = builders.occupation("Bare")
    pages = [visitor.get(career.get_absolute_url()).content.decode() for career in (scored, lettered, bare)]
    assert ['class="hexagon"' in page for page in pages] == [True, False, False]
    assert ['id="interests"' in page for page in pages] == [True, True, False]
    assert "Realistic 1.0 Investigative 2.0 Artistic 3.0 Social 4.0" in html.text(pages[0])
    for page in pages[:2]:
        assert (
            "This career suits people who like to: S help, teach and look after people (Social) I find out"
            in html.text(page)
        )
        assert 'href="/interests/?code=SI"' in page


# Who may see it -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_unpublished_career_is_404_for_visitors_and_a_preview_for_staff(visitor, staff, status):
    career = builders.occupation(status=status)
    assert visitor.get(career.get_absolute_url()).status_code == 404
    preview = staff.get(career.get_absolute_url())
    assert preview.status_code == 200
    assert "Preview for staff" in html.text(preview.content.decode())
    assert preview["X-Robots-Tag"] == "noindex"
    assert "no-store" in preview["Cache-Control"]


def test_account_without_the_permission_sees_no_draft(django_user_model):
    user = django_user_model.objects.create_user("someone", is_staff=True)
    client = Client()
    client.force_login(user)
    career = builders.occupation(status="draft")
    assert client.get(career.get_absolute_url()).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_occupation"))
    assert client.get(career.get_absolute_url()).status_code == 200


def test_retired_career_says_so_or_leads_to_its_replacement(visitor):
    career = builders.occupation("Typists", status="retired")
    gone = visitor.get(career.get_absolute_url())
    assert (gone.status_code, "We no longer keep this career." in html.text(gone.content.decode())) == (410, True)
    career.replaced_by = builders.occupation("Word Processors")
    career.save()
    moved = visitor.get(career.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, "/careers/word-processors/")


def test_retired_career_whose_replacement_is_no_longer_public_says_so(visitor):
    replacement = builders.occupation(status="draft")
    career = builders.occupation(status="retired", replaced_by=replacement)
    assert visitor.get(career.get_absolute_url()).status_code == 410


def test_former_address_leads_to_the_present_one(visitor):
    career = builders.occupation("Welders")
    PreviousSlug.objects.create(occupation=career, slug="welding-people")
    for chosen in ("", "?area=49420&pay_period=year"):
        moved = visitor.get(f"/careers/welding-people/{chosen}")
        assert (moved.status_code, moved["Location"]) == (301, f"/careers/welders/{chosen}")


def test_former_address_of_a_draft_is_404_for_visitors(visitor):
    career = builders.occupation("Welders", status="draft")
    PreviousSlug.objects.create(occupation=career, slug="welding-people")
    assert visitor.get("/careers/welding-people/").status_code == 404


@pytest.mark.parametrize("code", ["51-4121", "51-4121.00", "816.364-010"])
def test_code_leads_to_its_one_career(visitor, code):
    builders.occupation(
        "Welders", soc=builders.soc_group("51-4121", "Welders"), onet_soc_code="51-4121.00", dot_code="816.364-010"
    )
    moved = visitor.get(f"/careers/{code}/")
    assert (moved.status_code, moved["Location"]) == (301, "/careers/welders/")


def test_code_that_careers_share_leads_to_the_list_of_them(visitor):
    group = builders.soc_group("51-4121", "Welders")
    builders.occupation("Welders", soc=group)
    builders.occupation("Solderers", soc=group)
    builders.occupation("Brazers", soc=group, status="draft")
    response = visitor.get("/careers/51-4121/", follow=True)
    assert response.redirect_chain == [("/careers/?q=51-4121", 301)]
    words = html.text(response.content.decode())
    assert "2 careers found" in words


@pytest.mark.parametrize("code", ["99-9999", "51-4121.99", "000.000-000", "51-41211", "51-4121.0"])
def test_code_of_no_career_is_404(visitor, code):
    assert visitor.get(f"/careers/{code}/").status_code == 404


def test_note_on_a_career_is_on_no_page_of_it(visitor, staff):
    career = builders.occupation(status="draft")
    EditorialNote.objects.create(target=career, text="NOTE-CANARY", section="wages")
    assert b"NOTE-CANARY" not in staff.get(career.get_absolute_url()).content


@pytest.mark.parametrize("status", ["draft", "in_review", "retired"])
def test_career_that_never_was_public_cannot_be_told_from_one_that_never_was(visitor, status):
    career = builders.occupation("Secret", status=status, first_published_at=None)
    PreviousSlug.objects.create(occupation=career, slug="formerly-secret")
    unknown = visitor.get("/careers/unknown/")
    for url in ("/careers/secret/", "/careers/formerly-secret/"):
        answer = visitor.get(url)
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert sorted(answer.headers) == sorted(unknown.headers)


def test_public_answers_of_every_kind_vary_by_nobody(visitor):
    builders.occupation("Typists", status="retired")
    builders.occupation("Drafts", status="draft")
    for slug, status in (("typists", 410), ("drafts", 404), ("unknown", 404)):
        answer = visitor.get(f"/careers/{slug}/")
        assert (answer.status_code, answer.get("Vary"), answer.cookies.output()) == (status, "Accept-Encoding", "")


def test_account_that_is_not_of_the_staff_sees_no_draft(django_user_model):
    user = django_user_model.objects.create_user("someone")
    user.user_permissions.add(Permission.objects.get(codename="view_occupation"))
    client = Client()
    client.force_login(user)
    assert client.get(builders.occupation(status="draft").get_absolute_url()).status_code == 404


def test_retired_career_leads_through_others_retired_since(visitor):
    last = builders.occupation("Word Processors")
    middle = builders.occupation("Typing Clerks", status="retired", replaced_by=last)
    builders.occupation("Typists", status="retired", replaced_by=middle)
    assert visitor.get("/careers/typists/")["Location"] == "/careers/word-processors/"


def test_figures_left_out_are_said_to_be_left_out(visitor):
    group = builders.soc_group("15-1255", "Interface Designers")
    career = builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state())
    OccupationWording.objects.create(occupation=career, key="proxy_wages_state", is_off=True)
    words = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert "Wages: figures are published only for a larger group, and left out here." in words
    builders.wage(group, builders.nation())
    words = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert "Washington Published only for a larger group, and left out here" in words


def test_experience_and_training_usually_asked_for_stand_with_their_prose(visitor):
    career = builders.occupation(prior_experience="under_5", job_training="long", work_experience="<p>Summer jobs.</p>")
    words = html.text(visitor.get(career.get_absolute_url()).content.decode())
    assert (
        "Work experience Employers usually ask for experience in a related job: less than five years. Summer jobs."
        in words
    )
    assert "On-the-job training Usual training: more than a year on the job." in words


def test_code_of_a_retired_career_leads_to_what_became_of_it(visitor):
    career = builders.occupation("Typists", onet_soc_code="43-9022.00", status="retired")
    assert visitor.get("/careers/43-9022.00/")["Location"] == "/careers/typists/"
    Occupation.objects.filter(pk=career.pk).update(first_published_at=None)
    assert visitor.get("/careers/43-9022.00/").status_code == 404


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("https://x.org/a.pdf#page=2", "PDF"),
        ("https://x.org/a.PDF?x=1", "PDF"),
        ("https://x.org/?f=a.pdf", "external link"),
    ],
)
def test_pdf_is_told_by_the_end_of_its_path(visitor, url, mark):
    career = builders.occupation()
    OccupationResource.objects.create(occupation=career, resource=builders.resource("Guide", url=url))
    assert f"Guide ({mark})" in html.text(visitor.get(career.get_absolute_url()).content.decode())
