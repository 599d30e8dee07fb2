"""The dependencies stand once, in pyproject.toml: the locks are solved from it, the README gives each its reason."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
MORE = PROJECT["optional-dependencies"]
LOCKS = {
    "base": PROJECT["dependencies"],
    "dev": [*PROJECT["dependencies"], *MORE["dev"]],
    "pkcs11": [*PROJECT["dependencies"], *MORE["pkcs11"]],
}


def plain(requirement):
    return re.match(r"[\w-]+", requirement)[0].lower()


def lock(name):
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def versions(name):
    """Package -> its versions; where Pythons differ there are several."""
    found = {}
    for package, version in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", lock(name), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_solved_from_the_project_file(name):
    """What uv writes under a package that pyproject.toml names, and under no other."""
    named, package = set(), None
    for line in lock(name).splitlines():
        if at := re.match(r"([\w.-]+)(?:\[|==)", line):
            package = at[1]
        elif "lsp-portal (pyproject.toml)" in line:
            named.add(package)
    assert named == {plain(requirement) for requirement in LOCKS[name]}


@pytest.mark.parametrize("name", ["dev", "pkcs11"])
def test_tests_run_on_the_versions_of_production(name):
    more = versions(name)
    assert {package: more.get(package) for package in versions("base")} == versions("base")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_checks_every_file(name):
    assert "://" not in lock(name)
    entries = re.split(r"^(?=[\w.-]+(?:\[[\w,]+\])?==)", lock(name), flags=re.MULTILINE)[1:]
    assert [entry.split(" ", 1)[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_readme_gives_every_dependency_its_reason():
    said = (ROOT / "README.md").read_text().partition("## Dependencies")[2].partition("\n## ")[0].lower()
    wanted = {plain(requirement) for requirement in [*LOCKS["dev"], *MORE["pkcs11"]]}
    assert sorted(wanted - set(re.findall(r"[a-z0-9-]+", said))) == []
