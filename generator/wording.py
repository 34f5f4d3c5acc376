"""Words that go beyond the evidence: about the public, about motives, about causes. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Whoever wrote in a thread is not the public; what somebody meant by it, and what made it so, is not in the posts.
PATTERNS = {
    "the public": (
        r"public opinion",
        r"(?:the )?(?:general )?public (?:thinks?|believes?|wants?|feels?|agrees?|supports?|opposes?|is|are|was|were)",
        r"(?:most|ordinary|normal|real) people (?:thinks?|believe|want|feel|agree|see|know|support|oppose|say)",
        r"the (?:british|american|english|german|french|irish) (?:people|public)",
        r"(?:society|the nation|the country) (?:thinks?|believes?|wants?|feels?|agrees?|demands?|is divided)",
        r"(?:everyone|everybody|no ?one|nobody) (?:thinks?|believes?|wants?|feels?|agrees?|knows?|cares?|supports?)",
        r"the silent majority",
    ),
    "a motive": (
        r"(?:want|wants|wanted|hope|hopes|hoped|try|tries|tried|intend|intends|intended|pretend|pretends|pretended) to",
        r"(?:refuse|refuses|refused|decline|declines|declined) to",
        r"(?:deliberately|intentionally|on purpose|wilfully|cynically|knowingly)",
        r"in order to",
        r"(?:motive|motives|motivated by|agenda|bad faith)",
        r"(?:do(?:es)?n['’]t|didn['’]t|did not|do(?:es)? not) (?:care|want|mean)",
        r"(?:is|are|was|were) (?:afraid|ashamed|jealous|desperate|scared)",
    ),
    "a cause": (
        r"because(?: of)?",
        r"(?<!not have )(?:cause|causes|caused|causing)",  # “need not have caused it” claims none
        r"(?:lead|leads|led) to",
        r"(?:due|owing|thanks) to",
        r"(?:as a result|therefore|consequently|hence)",
        r"(?:result|results|resulted) in",
        r"(?:make|makes|made) (?:them|people|tenants|managers|patients|clinicians|families)",
    ),
}
_COMPILED = {
    kind: re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE) for kind, forms in PATTERNS.items()
}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`")


@dataclass(frozen=True)
class Remark:
    """A place where the words say more than posts can show."""

    kind: str  # the public, a motive, a cause
    phrase: str
    around: str  # the words about it

    def __str__(self) -> str:
        """As a note for the editor."""
        return f"“{self.phrase}” may claim {self.kind}: “{self.around}”"


def remarks(text: str) -> Iterator[Remark]:
    """Every such place in a text, in order; what stands in quotation marks is somebody else's and left alone."""
    plain = " ".join(_QUOTED.sub(lambda match: "“" + "·" * (len(match.group()) - 2) + "”", text).split())
    found = [(match.start(), match.end(), kind) for kind, form in _COMPILED.items() for match in form.finditer(plain)]
    for start, end, kind in sorted(found):
        before, after = plain[:start].split(" ")[-5:], plain[end:].split(" ")[:5]
        yield Remark(kind, plain[start:end], " ".join([*before]) + plain[start:end] + " ".join(after))
