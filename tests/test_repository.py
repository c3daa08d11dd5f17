"""What the repository itself promises: locked dependencies with reasons, nothing private, arrows that hold."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_locked_package_has_hashes_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"://|--index-url|--find-links", text) == []


def test_lighthouse_is_locked_with_hashes_and_without_a_place_to_fetch_it_from():
    packages = json.loads((ROOT / "bench/lighthouse/package-lock.json").read_text())["packages"]
    del packages[""]
    assert packages["node_modules/lighthouse"]["version"]
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_every_dependency_is_locked_and_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    declared = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    locked = (ROOT / "requirements/dev.txt").read_text()
    for requirement in declared:
        name = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name
        line = next(i for i, text in enumerate(lines) if f'"{requirement}"' in text)
        # A reason stands above the line, or above the pair it belongs to.
        assert "#" in lines[line - 1] or "#" in lines[line - 2], name


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("careers", "portal")}


MAY_IMPORT = {
    "codes": set(),
    "wording": set(),
    "fields": set(),
    "formatting": {"codes"},
    "models": {"codes", "fields", "wording", "models"},
    "proxies": {"codes", "wording"},
    "figures": {"codes", "formatting", "models", "proxies", "wording"},
    "interests": {"codes"},
    "quiz": {"codes"},
    "hexagon": {"codes"},
    "glossary": set(),
    "facts": {"codes", "figures", "formatting", "glossary", "models"},
    "pictures": {"codes", "figures", "formatting", "hexagon", "interests", "models", "scale"},
    "folding": set(),
    "sections": {
        "cards",
        "codes",
        "fields",
        "figures",
        "folding",
        "glossary",
        "models",
        "next_steps",
        "pictures",
        "wording",
    },
    "steps": {"codes", "folding", "models"},
    "study": {"codes", "facts", "folding", "formatting", "models"},
    "feedback": {"models"},
    "search": {"codes", "fields", "models", "search"},
    "overview": {"codes", "models", "proxies"},
    "palette": {"codes"},
    "kept": {"models"},
    "catalogue": {"interests", "kept", "models", "overview"},
    "cards": {"codes", "figures", "formatting", "models", "overview"},
    "drawing": {"formatting"},
    "previews": {"cards", "codes", "drawing", "figures", "formatting", "models", "overview", "palette"},
    "next_steps": {"cards", "catalogue", "codes", "models"},
    "shortlists": set(),
    "collected": {"cards", "codes", "figures", "models", "overview", "shortlists"},
    "gathering": {"codes", "models", "shortlists"},
    "sharing": {"cards", "codes", "facts", "figures", "gathering", "models", "overview", "shortlists", "study"},
    "extending": {"search", "sharing"},
    "scale": {"formatting"},
    "in_common": {"folding", "models", "overview"},
    "comparison": {"cards", "codes", "fields", "figures", "formatting", "models", "overview", "pictures", "scale"},
    "filters": {
        "cards",
        "catalogue",
        "codes",
        "figures",
        "formatting",
        "interests",
        "models",
        "overview",
        "quiz",
        "search",
        "filters",
    },
    "gallery": {
        "cards",
        "glossary",
        "pictures",
        "extending",
        "gathering",
        "shortlists",
        "codes",
        "comparison",
        "drawing",
        "facts",
        "figures",
        "filters",
        "folding",
        "gallery",
        "hexagon",
        "in_common",
        "models",
        "overview",
        "quiz",
        "scale",
        "search",
        "sections",
        "sharing",
        "steps",
        "study",
    },
    "views": {
        "cards",
        "drawing",
        "gallery",
        "glossary",
        "next_steps",
        "pictures",
        "extending",
        "gathering",
        "catalogue",
        "codes",
        "collected",
        "comparison",
        "facts",
        "feedback",
        "figures",
        "filters",
        "in_common",
        "hexagon",
        "models",
        "previews",
        "quiz",
        "search",
        "sections",
        "sharing",
        "shortlists",
        "steps",
        "study",
        "wording",
        "views",
    },
    "publishing": {"models"},
    "official": {"models", "publishing"},
    "comparing": {"codes", "models"},
    "admin": {"codes", "comparing", "importers", "models", "official", "publishing", "search", "admin"},
    "demo": {"codes", "importers", "models", "demo"},
    "importers": {"codes", "fields", "models", "publishing", "importers"},
    "management": {"codes", "demo", "importers", "models"},
}
"""The arrows between modules: who may import whom, inside `careers`."""


@pytest.mark.parametrize("module", MAY_IMPORT)
def test_modules_import_only_along_the_arrows(module):
    folder = ROOT / "careers" / module
    paths = list(folder.rglob("*.py")) if folder.is_dir() else [ROOT / "careers" / f"{module}.py"]
    used = {name.split(".")[1] for path in paths for name in imports_of(path) if name.startswith("careers.")}
    assert used - MAY_IMPORT[module] == set()


def test_app_never_imports_the_project():
    assert [
        path.name
        for path in (ROOT / "careers").rglob("*.py")
        if any(name.startswith("portal") for name in imports_of(path))
    ] == []


def test_public_code_names_no_table_of_the_staff():
    """Notes cannot leak where nothing public can reach them."""
    names = {"EditorialNote", "ImportRun", "LinkCheck", "PageFeedback", "RemovedRow", "SearchMiss"}
    public = [
        *(ROOT / "careers/views").rglob("*.py"),
        *(ROOT / "careers/filters").rglob("*.py"),
        *(path for path in (ROOT / "careers/search").rglob("*.py") if path.name != "misses.py"),  # it only counts
        *(
            ROOT / f"careers/{name}.py"
            for name in (
                "cards",
                "catalogue",
                "collected",
                "comparison",
                "extending",
                "facts",
                "gathering",
                "in_common",
                "interests",
                "kept",
                "figures",
                "next_steps",
                "overview",
                "previews",
                "pictures",
                "quiz",
                "sections",
                "sharing",
            )
        ),
    ]
    assert [path.name for path in public if names & set(re.findall(r"\w+", path.read_text()))] == []
