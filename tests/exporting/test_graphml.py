"""GraphML: well-formed whatever the posts hold, every edge between nodes that are there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from generator.exporting import export_thread
from generator.settings import Publication

ROOT = Path(__file__).resolve().parents[2]
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def graph(path: Path) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]:
    """Nodes and edges with their data, as a reader of GraphML finds them."""
    root = ET.parse(path).getroot()
    kinds = {key.get("id"): (key.get("attr.name"), int if key.get("attr.type") == "long" else str)
             for key in root.iter(f"{SPACE}key")}  # fmt: skip

    def data(element: ET.Element) -> dict[str, Any]:
        found = {}
        for each in element:
            name, kind = kinds[each.get("key")]
            found[str(name)] = kind(each.text)
        return found

    nodes = {str(each.get("id")): data(each) for each in root.iter(f"{SPACE}node")}
    edges = [(str(each.get("source")), str(each.get("target")), data(each)) for each in root.iter(f"{SPACE}edge")]
    assert {end for source, target, _ in edges for end in (source, target)} <= nodes.keys()
    assert [each.get("edgedefault") for each in root.iter(f"{SPACE}graph")] == ["directed"]
    return nodes, edges


def test_posts(publication: Publication) -> None:
    """A node a post with its words, an edge from each to what it answers or quotes."""
    nodes, edges = graph(export_thread(publication, "small", "graphml").folder / "posts.graphml")
    assert nodes["t1"] == {
        "author_id": "p1", "author_name": "Manager 1", "role": "manager", "published_at": "2024-01-01T10:00:00Z",
        "state": "present", "text": "=1+1 & <root> 🏳️‍🌈", "like_count": 3,
    }  # fmt: skip
    assert nodes["t2"]["text"] == "شكرا @p1\n\nnext\ufffd"
    assert nodes["t4"] == {"state": "missing"}
    assert sorted((source, target, said["kind"]) for source, target, said in edges) == [
        ("t2", "t1", "reply"), ("t3", "t2", "quote"), ("t4", "t1", "reply"), ("t5", "t1", "quote"),
        ("t5", "t4", "reply"), ("t6", "t1", "reply"),
    ]  # fmt: skip


def test_authors(publication: Publication) -> None:
    """A node a person, an edge from who answers to who is answered, with how often."""
    nodes, edges = graph(export_thread(publication, "small", "graphml").folder / "authors.graphml")
    assert nodes["p1"] == {"name": "Manager 1", "role": "manager", "follower_count": 5, "post_count": 2}
    assert edges == [
        ("p1", "p2", {"reply_count": 0, "quote_count": 1}),
        ("p2", "p1", {"reply_count": 1, "quote_count": 1}),
    ]


@pytest.mark.parametrize("slug", ["housing-engagement", "discharge-letter", "hedge-debate"])
def test_constructed_threads(slug: str, tmp_path: Path) -> None:
    """In a thread whose every post is known, replies between authors are as many as replies of posts."""
    folder = export_thread(Publication(ROOT), slug, "graphml", tmp_path / "x").folder
    nodes, edges = graph(folder / "posts.graphml")
    assert len(edges) == len(nodes) - 1
    known = [edge for edge in edges if all("author_id" in nodes[end] for end in edge[:2])]
    _, meetings = graph(folder / "authors.graphml")
    assert sum(said["reply_count"] + said["quote_count"] for _, _, said in meetings) == len(known)
