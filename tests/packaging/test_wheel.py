"""The wheel that an operator installs has everything in it and runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is committed or about to be."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["uv", "build", "--wheel", "--quiet", "--out-dir", folder, TOP]
    subprocess.run(build, check=True, env=_environment())
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment with the wheel installed; its dependencies are those of the running one."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    install = ["uv", "pip", "install", "--quiet", "--no-deps", "--python", folder / "bin" / "python", wheel]
    subprocess.run(install, check=True, env=_environment())
    (packages,) = folder.glob("lib/python*/site-packages")
    running = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(f"{running}\n")
    return folder


def _environment() -> dict[str, str]:
    """Ours, with the checkout's own uv found first."""
    return os.environ | {"PATH": f"{TOP / '.uv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def _run(installed: Path, *arguments: str, folder: Path) -> str:
    command = [installed / "bin" / "thuisbasis", *arguments]
    settings = {"THUISBASIS_DATABASE_URL": f"sqlite:///{folder / 'data.sqlite'}"}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=os.environ | settings, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "inside",
    [
        "thuisbasis/templates/base.html",
        "thuisbasis/static/vendor/VERSIONS",
        "thuisbasis/static/fonts/NotoSans-Regular.ttf",
        "thuisbasis/migrations/env.py",
        "thuisbasis/migrations/versions/0001_first_tables.py",
        "thuisbasis/translations/en/LC_MESSAGES/messages.mo",
        "programmes/catalogue/real.py",
        "programmes/catalogue/prompts/ti.toml",
    ],
)
def test_it_holds(wheel: Path, inside: str) -> None:
    assert inside in zipfile.ZipFile(wheel).namelist()


def test_it_holds_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "home_visits",
        "programmes",
        "sessions",
        "thuisbasis",
    }


def test_it_knows_the_programmes(installed: Path, tmp_path: Path) -> None:
    listed = _run(installed, "programmes", "list", folder=tmp_path)

    assert all(key in listed for key in ("pact", "pittige-jaren", "real"))


def test_it_brings_a_database_up_to_date(installed: Path, tmp_path: Path) -> None:
    _run(installed, "db", "upgrade", folder=tmp_path)

    assert (tmp_path / "data.sqlite").stat().st_size > 0
