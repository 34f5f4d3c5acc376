#!/usr/bin/env python3
"""Sets the project up where needed and runs one task: `python3 run.py site`. Standard library only."""

from __future__ import annotations  # so that an older Python gets as far as the sentence about its version

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "set-up.txt"
LOCK = ROOT / "requirements.lock"
MADE = "site docs/threads docs/methods docs/assets/charts docs/index.md docs/search docs/search.md data/analysed bench "
MADE += ".pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache"

TASKS = {  # name: what it does, and for the plain ones what the environment's Python runs
    "site": ("build the site in site/ from the threads in data/", "-m generator build --strict"),
    "serve": ("build, show on this machine, rebuild on change", "-m generator serve"),
    "test": ("run the tests", "-m pytest"),
    "check": ("lint, format, types and import contracts", ""),
    "bench": ("measure speed (not part of the tests)", "-m tests.bench"),
    "evaluate": ("measure the analysis against the labelled conversations in ../shared", "-m tests.evaluate"),
    "golden": ("rewrite the expected pages of the tests", "-m pytest -q -k golden"),
    "lock": ("renew requirements.lock (needs uv)", ""),
    "clean": ("remove the site, generated pages and caches", ""),
}


def say(sentence: str) -> None:
    print(f"run.py: {sentence}", file=sys.stderr, flush=True)


def run(*command: object, quiet: bool = False) -> int:
    """Run a command in the project's folder and return its exit code (128 + signal where one ended it)."""
    code = subprocess.run([*map(str, command)], cwd=ROOT, stdout=subprocess.DEVNULL if quiet else None).returncode
    return code if code >= 0 else 128 - code


def need(*command: object) -> None:
    """Run a command of the set-up and stop with its exit code where it fails."""
    if code := run(*command):
        say(f"`{' '.join(map(str, command))}` failed; the set-up stops here and starts afresh next time.")
        raise SystemExit(code)


def fingerprint() -> str:
    """What the environment was made from: it is made anew when this changes."""
    digest = hashlib.sha256(f"{sys.version_info[:3]} {ROOT}".encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def set_up() -> None:
    """Make .venv from the lock; the stamp comes last, so a half-made environment never counts."""
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)  # not the .venv's own, which was just removed
    say("setting up .venv (once; takes a minute or two)")
    if uv := shutil.which("uv"):
        need(uv, "venv", "--quiet", "--python", base, VENV)
        install = (uv, "pip", "install", "--quiet", "--python", PYTHON)
    else:
        if not importlib.util.find_spec("ensurepip"):  # Debian ships it apart; venv would fail half-way with a riddle
            say("this Python has no ensurepip; run `apt install python3-venv` (as root) and try again.")
            raise SystemExit(1)
        need(base, "-m", "venv", VENV)
        install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    need(*install, "--require-hashes", "-r", LOCK)
    need(*install, "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(fingerprint(), encoding="utf-8")


def find_browser() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def offer_browser() -> bool:
    """Install chromium where apt may; False only where it is missing and CI demands it."""
    apt = shutil.which("apt-get")
    if not find_browser() and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("installing chromium for the browser tests")
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        run(apt, "update", "-qq", quiet=True)
        run(apt, "install", "-y", "-qq", "--no-install-recommends", "chromium", quiet=True)
    if find_browser():
        return True
    demanded = os.environ.get("CI") == "true"
    ending = "and CI=true asks for the browser tests" if demanded else "so the browser tests are skipped"
    say(f"no chromium found, {ending}; `apt install chromium` (as root) brings it.")
    return not demanded


def check(words: list[str]) -> int:
    """Run every check, also after one failed, so that all faults show at once."""
    ruff = [PYTHON, "-m", "ruff"]
    commands = [[*ruff, "check", ".", *words], [*ruff, "format", "--check", "."], [PYTHON, "-m", "mypy"]]
    return max([min(run(*command), 1) for command in [*commands, [BIN / "lint-imports", "--no-logo"]]])


def lock(words: list[str]) -> int:
    """Renew the lock from pyproject.toml, for every platform, with hashes and without addresses."""
    options = "--group dev --universal --generate-hashes --python-version 3.11 --quiet -o requirements.lock".split()
    name = ("--custom-compile-command", "python3 run.py lock")
    if uv := shutil.which("uv"):
        return run(uv, "pip", "compile", "pyproject.toml", *options, *name, *words)
    say("`lock` needs uv on the path; see https://docs.astral.sh/uv/")
    return 1


def clean() -> int:
    for name in MADE.split():
        path = ROOT / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return 0


def main(words: list[str]) -> int:
    task, rest = (words[0], words[1:]) if words else ("", [])
    if task not in TASKS:
        print("usage: python3 run.py TASK [...]\n", *(f"  {name:10}{TASKS[name][0]}" for name in TASKS), sep="\n")
        return 0 if task in ("-h", "--help", "help") else 2
    if task in ("clean", "lock"):
        return clean() if task == "clean" else lock(rest)
    set_up()
    if task == "check":
        return check(rest)
    if task == "test" and not offer_browser():
        return 1
    if task == "golden":
        os.environ["GOLDEN"] = "rewrite"
    return run(PYTHON, *TASKS[task][1].split(), *rest)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        raise SystemExit(f"run.py: Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    os.environ["PYTHONUTF8"] = "1"
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    raise SystemExit(main(sys.argv[1:]))
