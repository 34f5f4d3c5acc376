"""The two commands that set the project up."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path
from types import ModuleType
from urllib.error import HTTPError

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run_module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """run.py as a module whose project is an empty folder."""
    description = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert description and description.loader
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "BIN", venv / "bin")
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", venv / "set-up.txt")
    monkeypatch.setattr(module, "LOCK", tmp_path / "requirements.lock")
    return module


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, ROOT / "run.py", *words], capture_output=True, encoding="utf-8")


def test_help_names_every_task_without_setting_up():
    """`run.py --help` lists all tasks and ends with 0."""
    shown = _run("--help")
    assert shown.returncode == 0
    for task in ("site", "serve", "test", "check", "bench", "golden", "clean"):
        assert re.search(rf"^  {task} ", shown.stdout, re.M)


def test_unknown_task_is_wrong_usage():
    """A task that does not exist ends with 2 and the list of tasks."""
    shown = _run("deploy")
    assert shown.returncode == 2
    assert "site" in shown.stdout


def test_run_py_uses_the_standard_library_only_and_stays_short():
    """Nothing but the standard library is imported, in at most 150 lines."""
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", text, re.M))
    assert imported <= set(sys.stdlib_module_names)
    assert len(text.splitlines()) <= 150


def test_a_changed_lock_or_project_changes_the_fingerprint(run_module: ModuleType):
    """A new lock makes the environment anew."""
    before = run_module.fingerprint()
    run_module.LOCK.write_text("changed", encoding="utf-8")
    assert run_module.fingerprint() != before


def test_a_failed_set_up_leaves_no_stamp(run_module: ModuleType, monkeypatch: pytest.MonkeyPatch):
    """A set-up that breaks half-way passes its exit code on and does not count as done."""
    monkeypatch.setattr(run_module, "run", lambda *command, quiet=False: 7 if "--require-hashes" in command else 0)
    with pytest.raises(SystemExit) as stopped:
        run_module.set_up()
    assert stopped.value.code == 7
    assert not run_module.STAMP.exists()


def test_the_stamp_is_written_after_everything_else(run_module: ModuleType, monkeypatch: pytest.MonkeyPatch):
    """The stamp appears only once the project itself is installed."""
    seen = []

    def pretend(*command: object, quiet: bool = False) -> int:
        run_module.VENV.mkdir(exist_ok=True)
        seen.append((command[-1], run_module.STAMP.exists()))
        return 0

    monkeypatch.setattr(run_module, "run", pretend)
    run_module.set_up()
    assert not any(stamped for _, stamped in seen)
    assert seen[-1][0] == "."
    assert run_module.STAMP.read_text(encoding="utf-8") == run_module.fingerprint()


def test_missing_ensurepip_names_the_package(
    run_module: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Without uv and ensurepip the set-up says which package to install."""
    monkeypatch.setattr(run_module.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as stopped:
        run_module.set_up()
    assert stopped.value.code == 1
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(("ci", "expected"), [("true", False), ("", True)])
def test_a_missing_browser_fails_only_in_ci(
    run_module: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, expected: bool
):
    """With CI=true a missing browser is a failure, elsewhere one clear line."""
    monkeypatch.setattr(run_module.shutil, "which", lambda name: None)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("CI", ci)
    assert run_module.offer_browser() is expected
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_extra_words_and_exit_codes_are_passed_on(run_module: ModuleType, monkeypatch: pytest.MonkeyPatch):
    """`run.py site --draft` hands `--draft` to the generator and returns its code."""
    seen = []
    monkeypatch.setattr(run_module, "set_up", lambda: None)
    monkeypatch.setattr(run_module, "run", lambda *command, **options: seen.append(command) or 3)
    assert run_module.main(["site", "--draft"]) == 3
    assert seen[0][1:] == ("-m", "generator", "build", "--strict", "--draft")


def test_clean_keeps_what_people_wrote(run_module: ModuleType):
    """`clean` removes the site and leaves threads and private keys alone."""
    for name in ("site", "data/threads/one", "data/private", "data/analysed/one"):
        (run_module.ROOT / name).mkdir(parents=True)
    assert run_module.main(["clean"]) == 0
    left = {path.relative_to(run_module.ROOT).as_posix() for path in run_module.ROOT.rglob("*") if path.is_dir()}
    assert left == {"data", "data/threads", "data/threads/one", "data/private"}


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_place():
    """Each requirement is pinned with a hash; no index, address or folder of one machine is in the lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", re.sub(r"^ *#.*\n", "", lock, flags=re.M))
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|file:|--index|--find-links|-e ", lock)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {block.split("==")[0].split("[")[0] for block in blocks}
    groups = (words for words in project["dependency-groups"].values())
    wanted = [
        *project["project"]["dependencies"],
        *(word for words in groups for word in words if isinstance(word, str)),
    ]
    assert {re.split(r"[\[<>=]", word)[0].lower() for word in wanted} <= pinned


def test_the_ci_script_runs_the_readmes_commands():
    """What CI runs is what the README tells people to run."""
    script = ROOT / ".ci" / "run"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("python3 ")]
    assert commands == [f"python3 run.py {task}" for task in ("test", "check", "site")]
    assert "python3 run.py test" in readme and "python3 run.py site" in readme
    assert os.access(script, os.X_OK)


def test_a_folder_is_served_below_its_prefix_only(serve_folder, tmp_path: Path):
    """The server of the browser tests answers under the sub-path and nowhere else."""
    (tmp_path / "index.html").write_text("hello", encoding="utf-8")
    address = serve_folder(tmp_path)
    assert urllib.request.urlopen(address + "index.html").read() == b"hello"
    with pytest.raises(HTTPError):
        urllib.request.urlopen(address.replace("/sub/", "/") + "index.html")


@pytest.mark.browser
def test_the_browser_opens_a_page(browser, serve_folder, tmp_path: Path):
    """Chromium starts and shows a served page."""
    (tmp_path / "index.html").write_text("<title>hello</title>", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve_folder(tmp_path))
    assert page.title() == "hello"
    page.close()
