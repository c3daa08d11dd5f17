"""Copies the figures of the demo out of the agencies' files: `python -m careers.demo.extract FOLDER SEED_PAGE`.

FOLDER holds the files as docs/data-sources.md describes them; SEED_PAGE is the text of the page that the career
*Manufacturing Production Technicians* was taken from. Only what the careers in `careers/` need is copied, into `figures/`,
as plain CSV: a cell is the figure, or the reason why there is none. The sentences of the demo are not made here.
"""

import csv
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from careers.codes import CLUSTERS_2002
from careers.importers.naming import program_name
from careers.importers.readers import read
from careers.importers.schools import street, web_address, zip_code

HERE = Path(__file__).resolve().parent
PERCENTILES = ("pct10", "pct25", "median", "pct75", "pct90")
WAGE_COLUMNS = (
    "release", "edition", "soc", "area",
    *(f"{period}_{name}" for period in ("hourly", "annual") for name in (*PERCENTILES, "mean")), "employment",
)  # fmt: skip
OUTLOOK_COLUMNS = (
    "release", "edition", "soc", "area", "base_year", "projected_year", "base_employment", "projected_employment",
    "percent_change", "annual_openings",
)  # fmt: skip

ESD_WAGES = "wa_esd_oews/oews-washington.csv"
SEED_SOC = "17-3029"
SEED_AREAS = {
    "Washington": "53", "United States": "US", "Bellingham": "13380", "Bremerton-Silverdale": "14740",
    "Kennewick-Richland": "28420", "Mount Vernon-Anacortes": "34580", "Seattle-Tacoma-Bellevue": "42660",
    "Spokane-Spokane Valley": "44060", "Vancouver": "38900-53", "Yakima": "49420",
    "Clallam, Jefferson, and Kitsap Counties": "53-01", "Island, San Juan, Skagit, and Whatcom Counties": "53-03",
    "Snohomish County": "53-04", "King County": "53-05", "Pierce County": "53-06",
    "Clark, Cowlitz, and Wahkiakum Counties": "53-07", "Adams, Chelan, Douglas, Grant, and Okanogan Counties": "53-08",
    "Kittitas, Klickitat, Skamania, and Yakima Counties": "53-09",
    "Asotin, Columbia, Ferry, Garfield, Lincoln, Pend Oreille, Stevens, Walla Walla, and Whitman Counties": "53-10",
    "Benton and Franklin Counties": "53-11", "Spokane County": "53-12",
}  # fmt: skip
"""The places of the seed page's two tables. Its county groups are Washington's workforce development areas."""

UNSHOWN_AREA = ("53-02", "Grays Harbor, Lewis, Mason, Pacific, and Thurston Counties")
"""The one workforce area that the seed page leaves out of its outlook table."""


def sheet(path: Path, name: str = "", below: int = 0) -> list[list]:
    """The rows of a workbook or a text table, those below a line of it."""
    found = next(sheet for sheet in read(path).sheets if name in ("", sheet.name))
    return [row for line, row in found.rows() if line > below]


def records(path: Path) -> list[dict]:
    """The rows of a table whose first line is its header."""
    header, *rows = sheet(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def write(name: str, columns: Iterable[str], rows: Iterable[dict], missing: str = "") -> None:
    """One CSV file; a column that a row does not have becomes `missing`."""
    with (HERE / "figures" / name).open("w", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval=missing)
        writer.writeheader()
        writer.writerows(rows)


def number(cell: object) -> str:
    """A number as short as it goes: `44130`, `21.22`, `0.3`."""
    text = f"{float(str(cell).replace(',', '')):.2f}"
    return text.rstrip("0").rstrip(".")


def money(cell: object) -> str:
    return f"{float(str(cell).replace(',', '').lstrip('$')):.2f}"


# Careers -------------------------------------------------------------------------------------------------------------


def careers() -> list[dict]:
    return [tomllib.loads(path.read_text()) for path in sorted((HERE / "careers").glob("*.toml"))]


def onet_ratings(folder: Path, codes: set[str]) -> Iterator[dict]:
    """Job zone, Holland code and the six interest scores (1 to 7) of each O*NET occupation."""
    rated: dict[str, dict] = {
        code: {"onet_soc_code": code, "holland_code": "", "job_zone": ""} for code in sorted(codes)
    }
    for row in records(folder / "onet/db_29_3_excel/Job Zones.xlsx"):
        if row["O*NET-SOC Code"] in rated:
            rated[row["O*NET-SOC Code"]]["job_zone"] = number(row["Job Zone"])
    for row in records(folder / "onet/db_29_3_excel/Interests.xlsx"):
        if row["O*NET-SOC Code"] not in rated:
            continue
        occupation = rated[row["O*NET-SOC Code"]]
        if row["Scale ID"] == "OI":
            occupation[row["Element Name"].lower()] = money(row["Data Value"])
        elif row["Scale ID"] == "IH" and row["Data Value"]:
            occupation["holland_code"] += "RIASEC"[int(row["Data Value"]) - 1]
    yield from rated.values()


# Classification ------------------------------------------------------------------------------------------------------


def soc_groups(folder: Path, codes: set[str]) -> Iterator[dict]:
    """The 2018 groups of the demo's careers with every larger group above them, and those of the seed page of 2010."""
    above: list[tuple[str, str, str] | None] = [None, None, None, None]
    levels = ("major", "minor", "broad", "detailed")
    needed: dict[str, dict] = {}
    for row in sheet(folder / "soc/soc_structure_2018.xlsx", below=8):
        depth = next((i for i in range(4) if row[i]), None)
        if depth is None:
            continue
        above[depth:] = [(row[depth], row[4], levels[depth]), *[None] * (3 - depth)]
        if row[depth] in codes:
            parent = "00-0000"
            for code, title, level in filter(None, above):
                needed[code] = {"edition": "2018", "code": code, "title": title, "level": level, "parent": parent}
                parent = code
    for edition in ("2010", "2018"):
        yield {"edition": edition, "code": "00-0000", "title": "All Occupations", "level": "total", "parent": ""}
    for code, title, level, parent in (
        ("17-0000", "Architecture and Engineering Occupations", "major", "00-0000"),
        ("17-3000", "Drafters, Engineering Technicians, and Mapping Technicians", "minor", "17-0000"),
        ("17-3020", "Engineering Technicians, Except Drafters", "broad", "17-3000"),
        ("17-3029", "Engineering Technicians, Except Drafters, All Other", "detailed", "17-3020"),
    ):
        yield {"edition": "2010", "code": code, "title": title, "level": level, "parent": parent}
    yield from needed.values()


def pathways(folder: Path) -> Iterator[dict]:
    """Clusters and pathways of the Perkins crosswalk: rows numbered 1.0 are clusters, 1.1 pathways."""
    for row in sheet(folder / "cip/Perkins_IV_Crosswalk_Table_4_ONETs_in_Pathways.xls"):
        if not isinstance(row[0], float) or not row[1].strip():
            continue
        cluster, pathway = f"{row[0]:.1f}".split(".")
        name = re.sub(r"\s*(Career )?Pathway\s*$", "", re.sub(r"\(.*?\)|\s+", " ", row[1])).strip()
        name = re.sub(r"\s+", " ", name).replace("/ ", "/")
        yield {
            "cluster": CLUSTERS_2002[int(cluster) - 1],
            "position": pathway,
            "name": "" if pathway == "0" else name.replace(" Career", ""),
        }


def programs(folder: Path, codes: set[str]) -> Iterator[dict]:
    for row in records(folder / "cip/CIPCode2020.csv"):
        if row["CIPCode"] in codes:
            yield {"cip_code": row["CIPCode"], "name": program_name(row["CIPTitle"], row["CIPCode"])}


def schools(folder: Path) -> Iterator[dict]:
    """The schools of Washington that are open, in IPEDS."""
    controls = {"1": "public", "2": "nonprofit", "3": "for_profit"}
    for row in plain_rows(folder / "ipeds/hd2020.csv"):
        if row["STABBR"] == "WA" and row["CYACTIVE"] != "3":
            yield {
                "unit_id": row["UNITID"], "name": row["INSTNM"], "control": controls.get(row["CONTROL"], ""),
                "street": street(row["ADDR"]), "city": row["CITY"], "state": "WA", "zip_code": zip_code(row["ZIP"]),
                "url": web_address(row["WEBADDR"]),
            }  # fmt: skip


def offerings(folder: Path, unit_ids: set[str], codes: set[str]) -> Iterator[dict]:
    """Of the programs that the demo names, those whose charges these schools publish; of courses of one program the first."""
    for row in plain_rows(folder / "ipeds/ic2020_py.csv"):
        offered: set[str] = set()
        for place in range(1, 7):
            code = row[f"CIPCODE{place}"]
            if row["UNITID"] in unit_ids and code in codes - offered:
                offered.add(code)
                months = row[f"MTHCMP{place}"].strip(".")
                yield {
                    "unit_id": row["UNITID"],
                    "cip_code": code,
                    "length": months and f"{months} months",
                    "cost": row["CHG1PY3" if place == 1 else f"CIPTUIT{place}"].strip("."),
                }


def plain_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file whose cells and headings are padded; a cell too many has no heading and is left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name.strip(): cell.strip() for name, cell in row.items() if name}


def areas(folder: Path) -> Iterator[dict]:
    """The nation, Washington, and every part of it that the demo's sources name."""
    yield {"code": "US", "kind": "nation", "name": "United States", "abbreviation": "", "parent": ""}
    yield {"code": "53", "kind": "state", "name": "Washington", "abbreviation": "WA", "parent": "US"}
    seen = {"US", "53"}
    for row in records(folder / ESD_WAGES):
        if (code := esd_area(row["Area code"])) not in seen:
            seen.add(code)
            kind = "nonmetro" if len(code) == 7 else "metro"
            yield {"code": code, "kind": kind, "name": row["Area name"], "abbreviation": "", "parent": "53"}
    yield {"code": "38900-53", "kind": "metro", "name": "Vancouver, WA", "abbreviation": "", "parent": "53"}
    for name, code in [*SEED_AREAS.items(), UNSHOWN_AREA[::-1]]:
        if code.startswith("53-"):
            yield {"code": code, "kind": "county_group", "name": name, "abbreviation": "", "parent": "53"}


# Figures -------------------------------------------------------------------------------------------------------------


def esd_area(code: str) -> str:
    """Our code for one of ESD's six digits: state 000053, metropolitan 042660, nonmetropolitan 530006."""
    if code == "000053":
        return "53"
    return code[1:] if code.startswith("0") else f"{code[:2]}0{code[2:]}"


def esd_wages(folder: Path, codes: set[str], annual_only: set[str]) -> Iterator[dict]:
    """Washington's wages by area. An empty cell is a figure held back, or, where a year's work has no hours, not there."""
    columns = {
        "hourly_pct25": "25th Percentile", "hourly_median": "50th Percentile", "hourly_pct75": "75th Percentile",
        "hourly_mean": "Average wage", "annual_mean": "Annual wage", "employment": "Employment",
    }  # fmt: skip
    for row in records(folder / ESD_WAGES):
        if row["SOC code"] in codes:
            missing = {
                name: "annual_only" if row["SOC code"] in annual_only and name.startswith("hourly") else "withheld"
                for name in columns
            }
            figures = {name: number(row[column]) if row[column] else missing[name] for name, column in columns.items()}
            yield {
                "release": "esd-wages-2022",
                "edition": "2018",
                "soc": row["SOC code"],
                "area": esd_area(row["Area code"]),
            } | figures


def national_wages(folder: Path, codes: set[str]) -> Iterator[dict]:
    """National wages; `#` is a wage above the top code, `*` one not available, and ANNUAL and HOURLY say why."""
    source = {
        "pct10": "PCT10",
        "pct25": "PCT25",
        "median": "MEDIAN",
        "pct75": "PCT75",
        "pct90": "PCT90",
        "mean": "MEAN",
    }
    for row in records(folder / "bls_oews/national_M2024_dl.xlsx"):
        if row["OCC_CODE"] not in codes or row["O_GROUP"] not in ("detailed", "total"):
            continue
        figures = {"employment": row["TOT_EMP"]}
        for name, column in source.items():
            figures |= {f"hourly_{name}": row[f"H_{column}"], f"annual_{name}": row[f"A_{column}"]}
        for name, cell in figures.items():
            if cell == "#":
                figures[name] = "top_coded"
            elif cell in ("*", "**", ""):
                only = "annual_only" if row["ANNUAL"] == "TRUE" and name.startswith("hourly") else "withheld"
                figures[name] = "hourly_only" if row["HOURLY"] == "TRUE" and name.startswith("annual") else only
            else:
                figures[name] = number(cell)
        yield {"release": "bls-wages-2024", "edition": "2018", "soc": row["OCC_CODE"], "area": "US"} | figures


def national_outlook(folder: Path, codes: set[str]) -> Iterator[dict]:
    """National projections; employment and openings are in thousands there, in persons here."""
    for row in sheet(folder / "bls_projections/occupation.xlsx", "Table 1.2", below=2):
        if row[1] in codes or row[1] == "00-0000":
            yield {
                "release": "bls-outlook-2024", "edition": "2018", "soc": row[1], "area": "US",
                "base_year": "2024", "projected_year": "2034",
                "base_employment": persons(row[3]), "projected_employment": persons(row[4]),
                "percent_change": number(row[8]), "annual_openings": persons(row[10]),
            }  # fmt: skip


def persons(thousands: float) -> str:
    return str(round(thousands * 1000))


def seed_wages(page: str) -> Iterator[dict]:
    """The thirty lines of the seed page's wage table: an area's name stands before its hourly line only."""
    row: dict = {}
    for area, period, figures in re.findall(
        r"^\s*(.*?) ?(Hourly|Monthly|Yearly) ((?:\$[\d,.]+ ?){5})$", page, re.MULTILINE
    ):
        if area:
            code = SEED_AREAS[area]
            release = "seed-wages" if code in ("53", "US") else "seed-wages-areas"
            row = {"release": release, "edition": "2010", "soc": SEED_SOC, "area": code}
        if period != "Monthly":
            prefix = "hourly" if period == "Hourly" else "annual"
            row |= {
                f"{prefix}_{name}": number(cell.lstrip("$"))
                for name, cell in zip(PERCENTILES, figures.split(), strict=True)
            }
        if period == "Yearly":
            yield row


def seed_outlook(page: str) -> Iterator[dict]:
    """The thirteen lines of the seed page's outlook table; its second growth column is that of all occupations."""
    for area, employment, growth, growth_of_all, openings in re.findall(
        r"^\s*(\S.*?) ([\d,]+) (-?[\d.]+)% (-?[\d.]+)% ([\d,]+)$", page, re.MULTILINE
    ):
        code = SEED_AREAS[area]
        common = {"release": "seed-outlook-nation" if code == "US" else "seed-outlook", "edition": "2010", "area": code}
        common |= {"base_year": "", "projected_year": ""}
        figures = {
            "base_employment": number(employment),
            "percent_change": number(growth),
            "annual_openings": number(openings),
        }
        yield common | {"soc": SEED_SOC} | figures
        yield common | {"soc": "00-0000", "percent_change": number(growth_of_all)}


def main(folder: Path, seed_page: Path) -> None:
    content = careers()
    onet_codes = {career["onet_soc_code"] for career in content}
    soc_codes = {code[:7] for code in onet_codes} - {SEED_SOC}
    cip_codes = {
        code for career in content for kind in ("direct", "consider") for code in career["links"][f"programs_{kind}"]
    }
    page = seed_page.read_text()
    national = list(national_wages(folder, soc_codes))
    annual_only = {row["soc"] for row in national if row["hourly_median"] == "annual_only"}

    interests = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
    write("onet.csv", ("onet_soc_code", "job_zone", "holland_code", *interests), onet_ratings(folder, onet_codes))
    write("soc_groups.csv", ("edition", "code", "title", "level", "parent"), soc_groups(folder, soc_codes))
    write("pathways.csv", ("cluster", "position", "name"), pathways(folder))
    write("programs.csv", ("cip_code", "name"), programs(folder, cip_codes | {code[:2] for code in cip_codes}))
    in_state = list(schools(folder))
    address = ("street", "city", "state", "zip_code", "url")
    write("schools.csv", ("unit_id", "name", "control", *address), in_state)
    unit_ids = {school["unit_id"] for school in in_state}
    write("offerings.csv", ("unit_id", "cip_code", "length", "cost"), offerings(folder, unit_ids, cip_codes))
    write("areas.csv", ("code", "kind", "name", "abbreviation", "parent"), areas(folder))
    write(
        "wages.csv",
        WAGE_COLUMNS,
        [*seed_wages(page), *esd_wages(folder, soc_codes, annual_only), *national],
        "not_in_source",
    )
    write("outlook.csv", OUTLOOK_COLUMNS, [*seed_outlook(page), *national_outlook(folder, soc_codes)], "not_in_source")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
