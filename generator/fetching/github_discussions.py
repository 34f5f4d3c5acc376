"""GitHub discussions, by the GraphQL interface, which answers nobody without a token.

https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-discussions. Each answer is the discussion with a
page of its comments; the replies that do not fit below a comment are asked for with that comment alone, so that every
answer can be read by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.errors import FetchError
from generator.fetching.asking import Asker, Target, inside, objects, several

_AUTHOR = "author { __typename login url } authorAssociation createdAt body bodyHTML url upvoteCount"
QUERY = f"""query($owner: String!, $name: String!, $number: Int!, $count: Int!, $after: String, $below: String) {{
  repository(owner: $owner, name: $name) {{ discussion(number: $number) {{
    id title {_AUTHOR}
    comments(first: $count, after: $after) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      edges {{ cursor node {{ id {_AUTHOR}
        replies(first: 100, after: $below) {{
          totalCount pageInfo {{ hasNextPage endCursor }}
          nodes {{ id {_AUTHOR} }}
        }}
      }} }}
    }}
  }} }}
}}"""
COMMENTS = 50  # a page; with a hundred replies each it stays far below the half million nodes that are allowed
MOST_PAGES = 300
NEEDS_TOKEN = (
    "GitHub gives discussions only to a token: set GITHUB_TOKEN, or save the discussion with `gh api graphql` and "
    "import the file"
)


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the discussion, page by page of its comments, and for the replies that do not fit."""
    if not asker.token_used:
        raise FetchError(NEEDS_TOKEN)
    ids, declared, after = set[str](), 1, ""
    for page in range(MOST_PAGES):
        comments = _comments(wanted, asker, COMMENTS, after, "")
        if comments is None:
            if page == 0:
                raise FetchError(f"{wanted.scope} answered with no discussion {wanted.id}; expected one with comments")
            asker.note("the comments were not given to the end")
            break
        total = inside(comments, "totalCount")
        declared = 1 + total if isinstance(total, int) and page == 0 else declared
        before = after
        fresh = set[str]()
        for edge in objects(inside(comments, "edges")):
            node = inside(edge, "node")
            fresh.add(str(inside(node, "id")))
            told = inside(node, "replies", "totalCount")
            declared += told if isinstance(told, int) and str(inside(node, "id")) not in ids else 0
            fresh |= _replies(wanted, asker, node, before)
            before = str(inside(edge, "cursor") or "")
        following = inside(comments, "pageInfo", "endCursor")
        more = inside(comments, "pageInfo", "hasNextPage") is True and isinstance(following, str)
        if more and (not fresh - ids or following == after):
            asker.note("the pages of comments lead in a circle and were left there")
            more = False
        ids |= fresh
        asker.tell(1 + len(ids), declared)
        if not more:
            break
        after = str(following)
    else:
        asker.note(f"after {MOST_PAGES} pages of comments the rest was left")
    asker.note("GitHub gives all comments and replies of a discussion, page by page")
    if 1 + len(ids) < declared:
        asker.note(f"counted and not given: {several(declared - 1 - len(ids), 'comment')}")


def _replies(wanted: Target, asker: Asker, comment: Any, before: str) -> set[str]:
    """The ids of all replies to a comment; `before` is the place in front of it, from which it is asked for alone."""
    ids = set(_ids(comment))
    page = inside(comment, "replies", "pageInfo")
    for _ in range(MOST_PAGES):
        below = inside(page, "endCursor")
        if inside(page, "hasNextPage") is not True or not isinstance(below, str):
            return ids
        comments = _comments(wanted, asker, 1, before, below)
        again = next(iter(objects(inside(comments, "edges"))), None)
        # Somebody took a comment away meanwhile, and another stands in its place.
        if inside(again, "node", "id") != inside(comment, "id"):
            break
        fresh = set(_ids(inside(again, "node"))) - ids
        if not fresh:
            break
        ids |= fresh
        page = inside(again, "node", "replies", "pageInfo")
    asker.note("the replies to a comment were not given to the end")
    return ids


def _ids(comment: Any) -> Iterator[str]:
    for reply in objects(inside(comment, "replies", "nodes")):
        yield str(reply.get("id"))


def _comments(wanted: Target, asker: Asker, count: int, after: str, below: str) -> Any:
    """One page of comments; None where it is not given."""
    owner, _, name = wanted.scope.partition("/")
    variables = {"owner": owner, "name": name, "number": int(wanted.id), "count": count}
    variables |= {"after": after or None, "below": below or None}
    question = json.dumps({"query": QUERY, "variables": variables}, sort_keys=True).encode()
    if after or below:
        reply = asker.try_ask(f"{wanted.api}/graphql", "discussion", body=question)
    else:
        reply = asker.ask(f"{wanted.api}/graphql", "discussion", body=question)
    comments = inside(reply.value, "data", "repository", "discussion", "comments") if reply else None
    return comments if isinstance(comments, dict) else None
