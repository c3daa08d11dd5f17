"""Codes, crosswalks, schools and resources with every quirk of theirs, in small."""

import pytest

from careers.demo.loader import load
from careers.importers import cip, crosswalks, etpl, ipeds, perkins, resources
from careers.importers.naming import singular
from careers.importers.onet_phrases import ABILITIES, EDUCATION, KNOWLEDGE, SKILLS, WORK_CONTEXT
from careers.importers.plan import Plan
from careers.importers.readers import read
from careers.importers.schools import web_address
from careers.models import (
    CareerCluster,
    CareerPathway,
    DataRelease,
    Occupation,
    ProgramLink,
    ProgramOffering,
    Resource,
    School,
    WorkRequirement,
)
from tests import builders, official
from tests.careers.importers.test_import_official import lines
from tests.careers.importers.test_import_official import run as command

pytestmark = pytest.mark.django_db


def run(plan: Plan, importer, *paths) -> Plan:
    tables = [
        table
        for path in paths
        for sheet in read(path).sheets
        for layout in importer.layouts
        if (table := layout.match(sheet))
    ]
    values = importer.release(importer.vintage(tables))
    importer.plan(tables, DataRelease(**values["known"], **values["new"]), plan)
    return plan


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str = "file2020.csv", encoding: str = "utf-8"):
        path = tmp_path / name
        path.write_bytes(content.encode(encoding))
        return path

    return write


CIP = (
    "CIPFamily,CIPCode,Action,TextChange,CIPTitle,CIPDefinition,CrossReferences,Examples\n"
    '="01",="01",New,no,"AGRICULTURAL/ANIMAL SCIENCE AND RELATED FIELDS.",All of it.,,\n'
    '="01",="01.0101",New,no,"Agricultural Business.",How farms are run.,,\n'
    '"01","01.0309",Moved from,no,"Viticulture.",,,\n"01","01.1004",Moved to,no,"Viticulture.",,,\n"01","01.0199",Deleted,no,Gone.,,,\n'
)


def test_cip_codes_that_were_given_up_are_passed_over(file):
    plan = run(Plan(), cip.IMPORTER, file(CIP))
    assert [(one.cip_code, one.name, one.description) for one in plan.ledgers["programs"].added] == [
        ("01", "Agricultural/Animal Science and Related Fields", "All of it."),
        ("01.0101", "Agricultural Business", "How farms are run."),
        ("01.1004", "Viticulture", ""),
    ]
    assert plan.remarks == ["CIP 2020: 2 codes that were deleted or given up for others are passed over."]


def test_cip_code_that_lost_its_zero_is_named_and_not_repaired(file):
    rows = "".join(f'"11","11.{number:04}",New,no,Name.,,,\n' for number in range(30))
    plan = run(Plan(), cip.IMPORTER, file(CIP + rows + '"1","1.0102",New,no,Lost.,,,\n'))
    assert [(error.line, error.value, error.why) for error in plan.errors] == [
        (37, "1.0102", "lost a zero of its CIP code (1.0102); take the file as the agency published it")
    ]


CROSSWALK = "SOC2018Code,SOC2018Title,CIP2020Code,CIP2020Title\n"


def test_programs_that_lead_to_few_groups_are_direct_and_no_match_is_none(file):
    career = builders.occupation("Chiefs", soc=builders.soc_group("11-1011"), onet_soc_code="11-1011.00")
    rows = "11-1011,Chiefs,44.0401,Public Administration.\n"
    rows += "".join(f"11-10{number},Group,52.0101,Business.\n" for number in range(11, 17))
    rows += "11-1011,Chiefs,99.9999,NO MATCH\n99-9999,NO MATCH,01.0508,Taxidermy.\n"
    plan = run(Plan(), crosswalks.IMPORTERS[1], file(CROSSWALK + rows))
    assert len(plan.ledgers["CIP–SOC pairs"].added) == 7
    links = plan.ledgers["programs of careers"].added
    assert {link.occupation_id for link in links} == {career.pk}
    assert {link.program.cip_code: link.kind for link in links} == {"44.0401": "direct", "52.0101": "consider"}
    assert plan.remarks == ["CIP–SOC crosswalk: 7 pairs, and 2 rows that say that there is no match."]


def test_onets_crosswalk_goes_before_that_of_the_group(file):
    career = builders.occupation("Chiefs", soc=builders.soc_group("11-1011"), onet_soc_code="11-1011.03")
    plan = run(Plan(), crosswalks.IMPORTERS[0], file("CIP,CIP_Title,SOC,SOC_Title\n03.0101,Nature,11-1011.03,Chiefs\n"))
    run(plan, crosswalks.IMPORTERS[1], file(CROSSWALK + "11-1011,Chiefs,44.0401,Public Administration.\n"))
    assert [(link.occupation, link.source_key) for link in plan.ledgers["programs of careers"].added] == [
        (career, "onet|03.0101")
    ]
    assert ProgramLink.objects.count() == 0


@official.needed
def test_perkins_finds_the_demos_clusters_and_new_careers_take_their_neighbours_pathway():
    food = builders.cluster("Agriculture, Food & Natural Resources")
    exact = builders.occupation("Food Scientists", soc=builders.soc_group("19-1012"), onet_soc_code="19-1012.00")
    newer = builders.occupation("Solar Installers", soc=builders.soc_group("47-2231"), onet_soc_code="47-2231.00")
    path = official.FOLDER / "data/cip/Perkins_IV_Crosswalk_Table_4_ONETs_in_Pathways.xls"
    plan = run(Plan(), perkins.IMPORTER, path)
    pathways = {one.record.pk: one.add[0] for one in plan.memberships}
    assert (pathways[exact.pk].name, pathways[exact.pk].cluster) == ("Food Products and Processing Systems", food)
    assert pathways[newer.pk].cluster.name == "Architecture & Construction"
    assert (len(plan.ledgers["clusters"].added), len(plan.ledgers["pathways"].added)) == (15, 70)
    assert CareerCluster.objects.count() + CareerPathway.objects.count() == 1


HD = "UNITID,INSTNM,IALIAS,ADDR,CITY,STABBR,ZIP,WEBADDR,CONTROL,CYACTIVE,CBSA\n"


def test_ipeds_schools_read_their_odd_values(file):
    yakima = builders.metro("Yakima, WA", "49420")
    rows = (
        "100654,Yakima College,YC | Yak || ,#1 Hill St,Yakima,WA,98901,www.yvcc.edu/,1,1,49420\n"
        "100655,Collège d’Été, ,Main St,Pasco,WA,98902, ,-3,3,-2\n100656,Elsewhere,,Road,Bend,OR,97701,http://x.example.org,3,1,-2\n"
    )
    plan = run(Plan(states=frozenset({"WA"})), ipeds.IMPORTER, file(HD + rows, "hd2020.csv", "cp1252"))
    one, two = plan.ledgers["schools"].added
    assert (one.other_names, one.street, one.url, one.control, one.is_open, one.area) == (
        "YC\nYak", "No. 1 Hill St", "https://www.yvcc.edu/", "public", True, yakima
    )  # fmt: skip
    assert (two.name, two.url, two.control, two.is_open, two.area) == ("Collège d’Été", "", "", False, None)


def test_ipeds_knows_a_school_by_its_number_whoever_brought_it(file):
    own = School.objects.create(name="Our Name", slug="our-name", unit_id="100654")
    plan = run(Plan(), ipeds.IMPORTER, file(HD + "100654,Their Name,,,Yakima,WA,98901,,1,1,\n", "hd2020.csv"))
    ledger = plan.ledgers["schools"]
    assert (ledger.added, [one.pk for one in ledger.touched()]) == ([], [own.pk])
    assert (ledger.touched()[0].name, ledger.touched()[0].official["name"]) == ("Our Name", "Their Name")


@official.needed
def test_ipeds_finds_what_the_demo_copied_of_it_again():
    load()
    folder = official.FOLDER / "data/ipeds"
    plan = run(Plan(states=frozenset({"WA"})), ipeds.IMPORTER, folder / "hd2020.csv", folder / "ic2020_py.csv")
    schools, offerings = plan.ledgers["schools"], plan.ledgers["programs at schools"]
    of_demo = set(ProgramOffering.objects.values_list("school", "program"))
    assert [one.is_open for one in schools.added] == [False] * 3
    assert [
        one for one in offerings.added if (one.school_id, one.program_id) in of_demo and ":2" not in one.source_key
    ] == []
    assert offerings.touched() == offerings.added


NJ_HEAD = "providerid,officialname,cipcode,totalcost,description,statusname,programid,totalclockhours,name,street1,city,state,zip,website\n"


def nj(cip_code="510601", program="1", status="Approved") -> str:
    text = '"""Trains students, well"""'
    return f"174,Dental Assisting,{cip_code},21301,{text},{status},{program},1015,Fortis,1 Road,Wayne,NJ,7470,www.fortis.edu\n"


def test_new_jerseys_list_loses_its_second_quotes_and_keeps_damaged_codes_out(file):
    builders.program("51.0601", "Dental Assisting")
    rows = (
        "".join(nj(program=str(number)) for number in range(20))
        + nj("90101", "21")
        + nj(status="Suspended", program="22")
    )
    plan = run(Plan(), etpl.IMPORTER, file(NJ_HEAD + rows))
    (school,) = plan.ledgers["schools"].added
    offering = plan.ledgers["programs at schools"].added[0]
    assert (school.zip_code, school.url) == ("07470", "https://www.fortis.edu")
    assert (offering.description, offering.length, offering.cost) == ("Trains students, well", "1,015 hours", 21_301)
    assert (len(plan.ledgers["programs at schools"].added), [error.value for error in plan.errors]) == (20, ["90101"])
    assert plan.remarks == ["New Jersey: 1 rows whose status is “Suspended” are passed over."]


def test_provider_that_only_programs_name_is_compared_again(tmp_path):
    builders.program("51.0601", "Dental Assisting")
    path = tmp_path / "programs.csv"
    path.write_text(NJ_HEAD + nj() + nj(program="2"))
    assert lines(command(path), "schools") == ["1", "0", "0", "0", "0", "0"]
    assert lines(command(path, recheck=True), "schools") == ["0", "0", "1", "0", "0", "0"]
    path.write_text(NJ_HEAD + (nj() + nj(program="2")).replace("1 Road", "2 Road"))
    assert lines(command(path), "schools") == ["0", "1", "0", "0", "0", "0"]
    path.write_text(NJ_HEAD + (nj() + nj(program="2")).replace("Fortis", ""))
    assert lines(command(path), "schools") == ["0", "0", "1", "0", "0", "0"]
    assert School.objects.get().street == "2 Road"


def test_provider_is_what_the_providers_file_says(file):
    builders.program("51.0601", "Dental Assisting")
    head = "providerid,name,street1,city,state,zip,website,statusname,licensingagencyid\n"
    providers = file(f"{head}174,Fortis Institute,3 Road,Wayne,NJ,7470,,Approved,1\n", "providers.csv")
    plan = run(Plan(), etpl.IMPORTER, file(NJ_HEAD + nj()), providers)
    (school,) = plan.ledgers["schools"].added
    assert (school.name, school.street) == ("Fortis Institute", "3 Road")


def test_resource_that_is_there_is_known_by_its_address_however_written(file):
    career = builders.occupation("Accountants", soc=builders.soc_group("13-2011"), onet_soc_code="13-2011.00")
    own = builders.resource("AICPA", url="https://www.aicpa.org")
    rows = "13-2011,Accountants,American Institute,http://aicpa.org/,association_or_agency,x\n"
    rows += "13-2011,Accountants,State Board,https://board.example.gov,association_or_agency,x\n"
    head = "soc_code,occupation_title,resource_title,url,category,context\n"
    plan = run(Plan(), resources.IMPORTERS[0], file(head + rows))
    assert [(one.name, one.kind) for one in plan.ledgers["resources"].added] == [
        ("State Board", Resource.Kind.GOVERNMENT)
    ]
    assert [(link.occupation, link.resource.name) for link in plan.ledgers["resources of careers"].added] == [
        (career, own.name), (career, "State Board")
    ]  # fmt: skip
    assert Occupation.objects.get().resource_links.count() == 0


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("www.example.org/", "https://www.example.org/"), ("HTTP://example.org", "http://example.org"), (" ", ""), ("N/A", ""),
        ("someone@example.org", ""), ("javascript:alert(1)", ""), ("not a site.org", ""), ("https://", ""),
    ],
)  # fmt: skip
def test_web_addresses_are_completed_or_left_out(words, address):
    assert web_address(words) == address


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Registered Nurses", "registered nurse"),
        ("Cooks, Fast Food", "cook, fast food"),
        ("First-Line Supervisors of Retail Sales Workers", "first-line supervisor of retail sales workers"),
        ("Plumbers, Pipefitters, and Steamfitters", "plumber, pipefitter, and steamfitter"),
        ("Secretaries, Except Legal", "secretary, except legal"),
        ("Waiters and Waitresses", "waiter and waitress"),
        ("Nurse Midwives", "nurse midwife"),
        ("Clergy", "clergy member"),
        ("Sales Managers", "sales manager"),
    ],
)
def test_singular_of_a_title(title, one):
    assert singular(title) == one


@official.needed
def test_every_element_onet_rates_has_words_of_ours():
    folder = official.FOLDER / "data/onet/db_29_3_excel"

    def elements(name: str, column: int) -> set:
        return {row[column] for _, row in list(read(folder / name).sheets[0].rows())[1:]}

    assert set(SKILLS) == elements("Skills.xlsx", 2)
    assert set(KNOWLEDGE) == elements("Knowledge.xlsx", 2)
    model = elements("Content Model Reference.xlsx", 0)
    assert set(ABILITIES) == {key for key in model if key.startswith("1.A.") and key.count(".") == 4}
    assert set(WORK_CONTEXT) == elements("Work Context Categories.xlsx", 0)
    rows = [
        row
        for _, row in list(read(folder / "Education, Training, and Experience Categories.xlsx").sheets[0].rows())[1:]
    ]
    assert set(EDUCATION) == {(row[2], int(row[4])) for row in rows}


@pytest.mark.parametrize("table", [SKILLS, ABILITIES, WORK_CONTEXT], ids=["skills", "abilities", "context"])
def test_phrases_belong_to_a_group_and_read_like_the_rest(table):
    assert {group for group, _ in table.values()} <= {*WorkRequirement.Group.values, "physical"}
    phrases = [text for _, text in table.values()]
    assert len(set(phrases)) == len(phrases)
    assert [text for text in phrases if text[0].isupper() or text.endswith(".") or len(text) > 90] == []
