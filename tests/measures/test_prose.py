"""Prose is what is left of a post when code is taken out, and it alone says which language a thread is in."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures.cues import cues
from generator.measures.prose import prose
from tests.measures.conftest import posts_of

CODE = """```python
def read_table(path, sep=","):
    frame = pandas.read_csv(path, sep=sep); frame.columns = frame.columns.str.lower()
    return frame[frame["value"] > limit]
```"""
SAID = "It fails for me when I call `read_table(path)` with the file from src/main/io.py and I do not know why."
LOG = "    Traceback line\n    ValueError: parse_config tokenizer_x9 buffer0x7f\n$ npm run build --verbose\n"


def test_code_is_no_prose():
    """Blocks, pieces, indented lines, commands, paths and names go; words stay."""
    left = prose(f"{SAID}\n{CODE}\n{LOG}")
    for gone in ("pandas", "read_table", "src", "ValueError", "npm", "tokenizer_x9"):
        assert gone not in left
    assert left.split()[:8] == "It fails for me when I call with".split()


@pytest.mark.parametrize(
    ("texts", "english"),
    [
        ([f"{SAID}\n{CODE}\n{LOG}"] * 3, True),
        ([f"{CODE}\n{CODE}", f"same here\n{CODE}", "could it be the encoding of the file?", "yes, that was it"], True),
        ([f"Das geht bei mir nicht, was soll ich tun?\n{CODE}", "Die Datei ist kaputt, nimm die alte."], False),
        ([f"Ça ne marche pas avec ce fichier\n{CODE}", "il faut changer le chemin"], False),
        ([CODE, CODE], False),
    ],
    ids=["prose and code", "mostly code", "German", "French", "code alone"],
)
def test_the_language_is_that_of_the_prose(texts: list[str], english: bool):
    """A thread full of code is English where its sentences are, and not where they are not."""
    posts = posts_of(
        [(f"p{place}", None if place == 0 else "p0", "a", place, text) for place, text in enumerate(texts)]
    )
    found = cues(posts.assign(lang=pd.array([""] * len(texts), dtype="string")))["english"]
    assert found.tolist() == [english] * len(texts)
