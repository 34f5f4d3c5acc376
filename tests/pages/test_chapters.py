"""The chapters of a thread's page: what stands in them, in which order."""

from __future__ import annotations

from dataclasses import replace

from generator.pages import figure, thread
from generator.pages.chapters import QUOTE_LENGTH, SHOWN, chapters, finding_view, places, quoted
from tests.pages.sample import finding, thread_context


def test_a_chapter_for_each_answer_and_refusal() -> None:
    """A question that was answered has its finding with picture and voices; one that was refused has its reason."""
    words, answered = chapters(thread_context(), places(thread_context()))
    assert (words.number, words.findings, len(words.refused)) == (4, (), 1)
    [told] = answered.findings
    assert told.figure is not None and told.figure.id == "survival" and not answered.figures
    assert [(voice.name, voice.slot) for voice in told.voices] == [("Manager 1", 1), ("Tenant 1", 2)]
    assert told.would_change


def test_two_findings_one_picture() -> None:
    """A picture stands once, with the firmer of the findings that name it."""
    context = thread_context()
    context = replace(context, findings=(*context.findings, finding(id="answered.more", strength=1.0)))
    answered = chapters(context, places(context))[-1]
    assert [bool(view.figure) for view in answered.findings] == [True, False]
    assert answered.findings[0].anchor == "finding-answered-more"


def test_a_voice_of_nobody() -> None:
    """Where a rule finds no post of a group, its place says so and links nowhere."""
    context = thread_context()
    voice = replace(context.findings[0].voices[0], post_id="", chosen="none was left")
    context = replace(context, findings=(replace(context.findings[0], voices=(voice,)),))
    [shown] = chapters(context, places(context))[0].findings[0].voices
    assert (shown.words, shown.href, shown.chosen) == ("", "", "none was left")


def test_too_few_rows_for_a_picture() -> None:
    """A chart that was not drawn leaves its sentence, its table, open, and its CSV; nothing of a picture is there."""
    context = thread_context()
    undrawn = replace(context.charts["survival"], svg="", live=False)
    context = replace(context, charts=context.charts | {"survival": undrawn})
    [told] = chapters(context, places(context))[-1].findings
    assert told.figure is not None and told.figure.alt == "Tenants wait." and told.figure.rows.count("<tr>") == 2
    assert [label for label, _ in told.figure.downloads] == ["CSV"]
    [page] = thread.pages(context)
    shown = page.content[page.content.index('id="chart-survival"') :].partition("</figure>")[0]
    assert 'class="picture"' not in shown and 'class="sub"' not in shown and '-table" open>' in shown


def test_long_quotes_end_at_a_word() -> None:
    """A quote is cut at a word, and says that it is cut."""
    assert quoted("one\n\ntwo") == "one two"
    cut = quoted("word " * 100)
    assert len(cut) <= QUOTE_LENGTH + 2 and cut.endswith("word …")


def test_large_numbers_in_a_table_are_written_out() -> None:
    """Nobody has to read 2.591e+04; small fractions keep four digits."""
    assert figure.cell(25912.4) == "25912" and figure.cell(0.123456) == "0.1235" and figure.cell(2) == "2"


def test_at_most_four_in_full() -> None:
    """The firmest are shown, the others folded below; none is lost, and each keeps its picture, method and posts."""
    context = thread_context()
    many = tuple(finding(id=f"answered.more{n}", strength=0.3 + n / 10, chart="") for n in range(6))
    context = replace(context, findings=(*context.findings, *many))
    chapter = chapters(context, places(context))[-1]
    assert len(chapter.findings) == SHOWN and len(chapter.more) == 3
    strengths = {finding_view(context, each, {}).anchor: each.strength for each in context.findings}
    assert min(strengths[view.anchor] for view in chapter.findings) >= max(
        strengths[view.anchor] for view in chapter.more
    )
    [page] = thread.pages(context)
    assert all(f'id="{view.anchor}"' in page.content for view in (*chapter.findings, *chapter.more))


def test_what_could_be_chance_is_folded() -> None:
    """Below an answer, a finding no firmer than chance is folded; alone it is the answer."""
    context = thread_context()
    weak = finding(id="answered.weak", strength=0.2, chart="")
    both = replace(context, findings=(*context.findings, weak))
    chapter = chapters(both, places(both))[-1]
    assert [view.anchor for view in chapter.more] == ["finding-answered-weak"]
    alone = replace(context, findings=(weak,))
    [chapter] = chapters(alone, places(alone))
    assert [view.anchor for view in chapter.findings] == ["finding-answered-weak"] and not chapter.more


def test_the_first_screen_is_never_folded() -> None:
    """What the first screen links to stands in full."""
    context = thread_context()
    weak = replace(context, findings=(*context.findings, finding(id="answered.weak", strength=0.2, chart="")))
    chapter = chapters(weak, places(weak), frozenset({"answered.weak"}))[-1]
    assert "finding-answered-weak" in [view.anchor for view in chapter.findings]
