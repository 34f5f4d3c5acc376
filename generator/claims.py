"""Claims an editor may state in thread.toml: the sentences that are understood, and what each says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Claim, Role

ORGANISATIONS = "organisations"  # stands for everybody who is marked as an organisation

# Kind of claim to the sentences that state it. A and B are groups, X and Y words or lists of words; an alternative in
# brackets is remembered by its place, so that "less" and "more" are one kind.
FORMS: dict[str, tuple[str, ...]] = {
    "divide": ("there is a divide between A and B", "there is a clear divide between A and B", "there is a divide"),
    "no_divide": ("there is no divide", "there is no divide between A and B"),
    "two_camps": ("there are two opposed camps", "there are two camps"),
    "answered": ("A are answered (less|more) often than B", "A are answered (less|more) than B"),
    "waiting": ("A are answered (later|sooner) than B",),
    "questions": ("questions of A are answered (less|more) often than questions of B",),
    "hanging": ("A leave questions of B hanging", "A leave questions of B unanswered"),
    "own": ("A answer their own (more|less) than chance would",),
    "moved": ("the talk moved from X to Y", "the talk turned from X to Y"),
    "following": ("A have (larger|smaller) followings than B",),
    "several_following": ("several A have larger followings than B",),
    "words": ("A write (more|less) than B", "A speak (more|less) than B"),
    "attention": ("A get (more|less) attention than B",),
    "word": ("X is a word of A",),
    "word_of_one": ("X is a word of one side",),
    "friction_experts": ("friction is highest where A speak as experts",),
    "friction_between": ("friction is highest where A answer B",),
    "friction": ("friction is highest where A speak",),
}
# What the second alternative says is what the first says with the groups the other way round.
_ALTERNATIVES = re.compile(r"\((\w+)\|(\w+)\)")
_SLOTS = {"A": "a", "B": "b", "X": "x", "Y": "y"}
_QUOTES = "“”\"'‘’„«»"


def parse(sentence: str, roles: Sequence[Role]) -> Claim | str:
    """The claim a sentence states, or what is wrong with it."""
    names = group_names(roles)
    said = " ".join(sentence.split()).rstrip(".")
    for kind, forms in FORMS.items():
        for form in forms:
            match = _pattern(form).fullmatch(said)
            if match is None:
                continue
            found = match.groupdict()
            groups = [names.get(_plain(found[slot])) for slot in "ab" if slot in found]
            if None in groups:
                continue
            if len(set(groups)) < len(groups):
                return f"{sentence!r} compares a group with itself"
            words = tuple(tuple(_words(found[slot])) for slot in "xy" if slot in found)
            if not all(words):
                return f"{sentence!r} names no word"
            swapped = found.get("way") is not None and _ALTERNATIVES.search(form)[2] == found["way"].lower()  # type: ignore[index]
            return Claim(sentence.strip(), kind, tuple(str(group) for group in groups), words, bool(swapped))
    return f"{sentence!r} is no claim that can be tested; {possible(roles)}"


def group_names(roles: Sequence[Role]) -> dict[str, str]:
    """What a group may be called in a claim, in small letters, to its id."""
    names = dict.fromkeys(("organisations", "the organisations", "organizations"), ORGANISATIONS)
    for role in roles:
        for name in (role.id, role.label, role.singular, f"{role.id}s", f"{role.singular}s"):
            names[_plain(name)] = role.id
            names[f"the {_plain(name)}"] = role.id
    return names


def possible(roles: Sequence[Role]) -> str:
    """What can be said, for whoever wrote something else."""
    forms = "; ".join(form for forms in FORMS.values() for form in forms[:1])
    groups = ", ".join([*(role.id for role in roles), ORGANISATIONS])
    return f"possible are: {forms} – A and B one of {groups} or a role’s label, X and Y words, (this|that) one of two"


def _pattern(form: str) -> re.Pattern[str]:
    """A form as a pattern: A, B, X and Y take what stands there."""
    pieces = []
    for token in re.split(r"(\(\w+\|\w+\)|\b[ABXY]\b)", form):
        if token in _SLOTS:
            pieces.append(f"(?P<{_SLOTS[token]}>.+?)")
        elif _ALTERNATIVES.fullmatch(token):
            pieces.append(f"(?P<way>{token[1:-1]})")
        else:
            pieces.append(re.escape(token))
    return re.compile("".join(pieces), re.IGNORECASE)


def _plain(name: str) -> str:
    return name.strip(f" {_QUOTES}").casefold()


def _words(found: str) -> list[str]:
    """“technology (app, portal)” as its words; the word before the brackets is one of them."""
    pieces = re.split(r"[(),]", found)
    return list(dict.fromkeys(_plain(piece) for piece in pieces if _plain(piece)))
