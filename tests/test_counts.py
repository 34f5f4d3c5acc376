"""Counts before nouns: one post, not "1 posts", in every sentence about the smallest threads."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from generator import cli
from generator.charts.catalogue import BY_ID, chart_table
from generator.findings import find
from generator.measures import measure
from generator.model import Capture, Role, Thread
from generator.render.environment import environment
from tests.charts import sample
from tests.measures.conftest import authors_of, posts_of, threads_of

# A noun of many after the count of one; "1 of the 3 posts", "11 posts" and "0.1 points" are none.
NOUNS = (
    "answers|authors|branches|camps|captures|chains|claims|columns|findings|groups|likes|lines|members|others|pairs|"
    "people|persons|placeholders|places|points|posts|questions|records|replies|roles|rows|shares|sides|stages|statements|steps|"
    "stubs|terms|threads|times|topics|turns|uses|voices|votes|witnesses|words|writers"
)
WRONG = re.compile(rf"(?<![\d.,–\u202f/×*])(?<!\d )\b1[ \u00a0](?:{NOUNS})\b")
ROLES = (Role("manager", "Managers", "Manager"), Role("tenant", "Tenants", "Tenant"))
SAYS = (
    "Why does the engagement framework need an app?",
    "Sorry, you are wrong and stupid, the co-production toolkit is “engagement”.",
    "Thanks, I agree. Does anybody know what co-production means?",
)


def tiny(posts: int, people: int, thread_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A thread of a few posts by a few people, each answering the one before."""
    rows = [
        (f"p{i}", f"p{i - 1}" if i else None, f"a{i % people}", 7 * i, SAYS[i % len(SAYS)] * (1 + i % 2))
        for i in range(posts)
    ]
    roles = {f"a{i}": ROLES[i % 2].id if i < 2 else None for i in range(people)}
    return posts_of(rows, thread_id), authors_of(roles, thread_id)


def wrong_in(text: str) -> list[str]:
    """Where a count of one stands before a noun of many."""
    return [text[max(found.start() - 30, 0) : found.end() + 10] for found in WRONG.finditer(text)]


def test_the_check_itself():
    """It finds "1 posts" and leaves 11 posts, 1 of 3 posts and 0.1 points alone."""
    assert wrong_in("n = 1 posts") and wrong_in("1\u00a0people")
    assert not wrong_in("11 posts, 1 of 3 posts, 1 post, 0.1 points, 2,1 words, 1–1 posts, 1\u202f001 posts")


def test_findings_of_tiny_threads():
    """No sentence, note or refusal about threads of one to twenty posts says "1 posts"."""
    sizes = [*product((1, 2, 3), (1, 2)), (12, 2), (20, 3), (31, 4)]
    made = {f"t{posts}x{people}": tiny(posts, people, f"t{posts}x{people}") for posts, people in sizes}
    posts, authors = (pd.concat(tables, ignore_index=True) for tables in zip(*made.values(), strict=True))
    tables = measure(posts, authors, threads_of(*made))
    wrong = []
    for name, (own, _) in made.items():
        cut = {key: table[table["thread_id"] == name] for key, table in tables.items() if "thread_id" in table}
        for declared in (None, 1, len(own)):
            capture = Capture("constructed", "2024-02-01T00:00:00Z", "tiny", len(own), len(own))
            if declared is not None:
                stopped = {"more_stub_count": 1, "more_hidden_count": 1}
                capture = replace(capture, declared_reply_count=declared, **stopped)
            thread = Thread(name, name, "constructed", captured_at="2024-02-01T00:00:00Z", roles=ROLES)
            for finding in find(cut, thread, capture):
                texts = (finding.sentence, finding.note, finding.refused, finding.would_change)
                chosen = [voice.chosen for voice in finding.voices]
                wrong += [(finding.id, each) for text in (*texts, *chosen) for each in wrong_in(text or "")]
    assert not wrong


@pytest.mark.parametrize("chart_id", BY_ID)
def test_alternative_texts_of_one_row(chart_id):
    """The text for a chart of one row, with counts of one, does not say "1 rows"."""
    table = chart_table(chart_id, sample.tables(), sample.THREAD)
    for place in range(min(len(table), 4)):
        one = table.iloc[[place]].copy()
        counts = [column for column in one if str(column).endswith("_count") or column == "n"]
        one[counts] = one[counts].where(one[counts].isna(), 1)
        assert not wrong_in(BY_ID[chart_id].alt_text(one))


def test_the_account_of_an_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The command line tells an import of one post by one author in the singular."""
    file = tmp_path / "one.csv"
    file.write_text("id,parent,author,date,text\n1,,ann,2024-01-01T00:00:00Z,One post only\n", "utf-8")
    assert cli.main(["new", str(tmp_path / "p")]) == 0
    cli.main(["import", str(file), "--publication", str(tmp_path / "p"), "--slug", "one"])
    told = capsys.readouterr()
    assert "1 post kept" in told.out + told.err
    assert not wrong_in(told.out + told.err)


def test_templates_leave_nouns_to_their_filter():
    """No template writes a noun of many after a number of its own."""
    templates = Path(cli.__file__).parent / "templates"
    written = re.compile(rf"\| number \}}\}}(?:</b>)? (?:more )?(?:{NOUNS}|are)\b")
    found = {path.name: written.findall(path.read_text("utf-8")) for path in templates.glob("*.jinja")}
    assert len(found) > 5 and not any(found.values())


def test_a_page_of_one_post():
    """A card and the head of a thread's page say "1 post" and "1 person"."""
    one = "{{ 1 | plural('post') }} · {{ 1 | plural('person', 'people') }} · <b>1</b> {{ 1 | noun('post') }}"
    assert environment().from_string(one).render() == "1 post · 1 person · <b>1</b> post"
    assert environment().from_string("{{ 1234 | plural('person', 'people') }}").render() == "1\u202f234 people"
