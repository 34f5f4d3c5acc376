"""GitHub's other interface in the words of REST: GraphQL, and what `gh issue view --json` saves.

One object is an issue, pull request or discussion with its comments, reviews and replies inside
(https://docs.github.com/en/graphql/reference/objects).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Record = tuple[str, Any]
_THREADS = {"discussion": "discussion_url", "issue": "issue_url", "pullRequest": "pull_request_url"}
_GLAD = ("THUMBS_UP", "HEART", "HOORAY", "ROCKET", "LAUGH")


def threads(data: dict[str, Any]) -> Iterator[Record]:
    """Every record of an answer's `data`: those of the thread it asked for, or itself where there is none."""
    repository = data.get("repository")
    holder = repository if isinstance(repository, dict) else {}
    found = [(name, holder[name]) for name in _THREADS if isinstance(holder.get(name), dict)]
    if not found:
        yield "data", data
    for name, thread in found:
        yield from records(thread, name)


def is_saved(value: dict[str, Any]) -> bool:
    """Whether an object is what `gh` saves of an issue or pull request."""
    return {"title", "number", "author", "comments", "url"} <= value.keys() and isinstance(value["comments"], list)


def records(thread: dict[str, Any], name: str = "") -> Iterator[Record]:
    """The thread and everything below it."""
    address = thread.get("url")
    name = name or ("pullRequest" if "/pull/" in str(address) else "issue")
    at = {_THREADS[name]: address}
    yield name, _renamed(thread, at) | {"title": thread.get("title"), "number": 0, "comments": _declared(thread)}
    for number, comment in enumerate(_nodes(thread, "comments")):
        below = _object(comment.get("replies")).get("totalCount")
        told = {"declared_replies": below} if type(below) is int else {}
        yield f"comments[{number}]", _renamed(comment, at) | told
        for place, reply in enumerate(_nodes(comment, "replies")):
            yield f"comments[{number}].replies[{place}]", _renamed(reply, at) | {"in_reply_to_id": comment.get("id")}
    for number, review in enumerate(_nodes(thread, "reviews")):
        moment = review.get("submittedAt") or review.get("createdAt")
        yield f"reviews[{number}]", _renamed(review, at) | {"submitted_at": moment}
    for number, line in enumerate(_nodes(thread, "reviewThreads")):
        said = _nodes(line, "comments")
        for place, comment in enumerate(said):
            answered = {"in_reply_to_id": said[0].get("id")} if place else {}
            yield f"reviewThreads[{number}][{place}]", _renamed(comment, at) | {"diff_hunk": ""} | answered


def _nodes(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What a connection holds: a list, nodes, or edges with a node each."""
    inside = holder.get(name)
    if isinstance(inside, dict):
        edges = inside.get("edges")
        nodes = inside.get("nodes")
        inside = nodes if nodes is not None else [_object(each).get("node") for each in edges or ()]
    return [each for each in inside if isinstance(each, dict)] if isinstance(inside, list) else []


def _declared(thread: dict[str, Any]) -> int | None:
    """The comments that the thread says it has; None where it does not say. Their replies each of them declares."""
    count = _object(thread.get("comments")).get("totalCount")
    return count if type(count) is int else None


def _renamed(node: dict[str, Any], at: dict[str, Any]) -> dict[str, Any]:
    author = _object(node.get("author"))
    kind = "Bot" if author.get("__typename") == "Bot" or author.get("is_bot") is True else author.get("__typename")
    return at | {
        "id": node.get("id"),
        "html_url": node.get("url") or next(iter(at.values())),
        "user": author | {"type": kind} if author else None,
        "body": node.get("body"),
        "body_html": node.get("bodyHTML"),
        "created_at": node.get("createdAt"),
        "author_association": node.get("authorAssociation"),
        "likes": _likes(node),
    }


def _likes(node: dict[str, Any]) -> int | None:
    """Votes for a comment of a discussion, else reactions that are glad; None where neither is told."""
    if type(votes := node.get("upvoteCount")) is int:
        return votes
    groups = node.get("reactionGroups")
    if not isinstance(groups, list):
        return None
    told = [_object(each) for each in groups]
    counts = [
        _object(each.get("users") or each.get("reactors")).get("totalCount")
        for each in told
        if each.get("content") in _GLAD
    ]
    return sum(count for count in counts if type(count) is int)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
