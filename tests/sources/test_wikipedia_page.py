"""A page as nodes in the order of the document."""

from __future__ import annotations

from generator.sources.wikipedia_page import TEXT, Page, nests_too_deep

HTML = "<html lang=nl><head><title>Overleg:X</title></head><body><p>a<b>c</b>d</p><ul><li>e</ul></body></html>"


def tags(page: Page) -> list[str]:
    """What the nodes are, texts by their words."""
    return [node.text if node.tag == TEXT else node.tag for node in page.nodes]


def test_nodes_in_order() -> None:
    """Every node comes before those inside it, and knows where those end."""
    page = Page(HTML)
    assert tags(page) == ["body", "p", "a", "b", "c", "d", "ul", "li", "e"]
    assert [node.end for node in page.nodes] == [9, 6, 3, 5, 5, 6, 9, 9, 9]
    assert (page.title, page.language, page.nodes[8].level, page.words(1)) == ("Overleg:X", "nl", 1, "acd")


def test_walks_both_ways() -> None:
    """A walk enters and leaves every node on its way, forwards and backwards."""
    page = Page(HTML)
    names = tags(page)
    forwards = [("+" if enters else "-") + names[number] for enters, number in page.forwards(3)]
    assert forwards == ["+b", "+c", "-c", "-b", "+d", "-d", "-p", "+ul", "+li", "+e", "-e", "-li", "-ul", "-body"]
    backwards = [("+" if enters else "-") + names[number] for enters, number in page.backwards(5)]
    assert backwards == ["+d", "-d", "+b", "+c", "-c", "-b", "+a", "-a", "-p", "-body"]


def test_deep_nesting() -> None:
    """Markup nested deeper than Python's stack is read."""
    assert len(Page("<b>" * 3000 + "x").nodes) > 500


def test_title_and_server_of_a_piece_of_a_page() -> None:
    """Without a head, the title is that of the links for editing; Parsoid's base tells the server."""
    page = Page('<h2>A <a href="/w/index.php?title=Talk:B&amp;action=edit&amp;section=1">edit</a></h2>')
    assert (page.title, page.server) == ("Talk:B", "")
    assert Page('<head><base href="//nl.wikipedia.org/wiki/"></head>x').server == "https://nl.wikipedia.org"


def test_depth() -> None:
    """Elements that never end are told before a parser has to nest them; paragraphs end by themselves."""
    assert nests_too_deep("<ul><li>" * 4000)
    assert not nests_too_deep("<p>" * 4000 + "<ul><li></ul>" * 4000)
