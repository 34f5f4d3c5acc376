"""Log-odds, coordination and shape here and in ConvoKit, over the same posts, each in a process of its own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from tests.bench.processes import peak_of
from tests.bench.talk import tables

THREADS, POSTS = 1_000, 100
OURS = """
import sys, time
import pandas as pd
from generator.measures import coordination, shape, tree, words
posts, authors = (pd.read_parquet(f"{sys.argv[1]}/{name}.parquet") for name in ("posts", "authors"))
begin = time.process_time()
tokens = words.tokens(posts["text"])
placed = tree.placed(posts, authors, tokens.counts)
words.terms(placed, tokens)
coordination.coordination(placed, coordination.shown(tokens), tree.parent_rows(placed))
shape.shape(placed)
print("took", time.process_time() - begin, file=open(f"{sys.argv[1]}/ours.txt", "w"))
"""
THEIRS = """
import sys, time
import pandas as pd
posts, authors = (pd.read_parquet(f"{sys.argv[1]}/{name}.parquet") for name in ("posts", "authors"))
from convokit import Coordination, Corpus, FightingWords, Speaker, Utterance
begin = time.process_time()
role = {(a.thread_id, a.author_id): a.role for a in authors.itertuples()}
speakers = {key: Speaker(id="/".join(key), meta={"role": None if pd.isna(of) else of}) for key, of in role.items()}
said = [
    Utterance(
        id=f"{p.thread_id}/{p.post_id}", speaker=speakers[p.thread_id, p.author_id],
        conversation_id=f"{p.thread_id}/p0", text=p.text, timestamp=int(p.published_at.timestamp()),
        reply_to=None if pd.isna(p.parent_id) else f"{p.thread_id}/{p.parent_id}",
    )
    for p in posts.itertuples()
]
corpus = Corpus(utterances=said)
words = FightingWords(ngram_range=(1, 1))
words.fit(corpus, class1_func=lambda u: u.speaker.meta["role"] == "tenant",
          class2_func=lambda u: u.speaker.meta["role"] == "manager")
words.summarize(corpus)
echo = Coordination()
echo.fit(corpus)
echo.transform(corpus)
echo.summarize(corpus, lambda s: s.meta["role"] == "tenant", lambda s: s.meta["role"] == "manager")
for conversation in corpus.iter_conversations():
    paths = conversation.get_root_to_leaf_paths()
    max(map(len, paths))
print("took", time.process_time() - begin, file=open(f"{sys.argv[1]}/theirs.txt", "w"))
"""


def bench_convokit(folder: Path, large: bool) -> dict[str, float]:
    """Seconds and memory of both; only ours where ConvoKit is not installed."""
    posts, authors, _ = tables(THREADS, POSTS)
    posts.to_parquet(folder / "posts.parquet", index=False)
    authors.to_parquet(folder / "authors.parquet", index=False)
    figures = _one(OURS, folder, "ours")
    if importlib.util.find_spec("convokit") is None:
        print("ConvoKit is not installed here, so only this program was measured.", file=sys.stderr)
        return figures
    figures |= _one(THEIRS, folder, "theirs")
    return {
        **figures,
        "times_faster": figures["theirs_seconds"] / figures["ours_seconds"],
        "memory_share": figures["ours_peak_mb"] / figures["theirs_peak_mb"],
    }


def _one(code: str, folder: Path, name: str) -> dict[str, float]:
    """The work alone in seconds, and the peak of its whole process."""
    _, peak = peak_of([sys.executable, "-c", code, str(folder)])
    seconds = float((folder / f"{name}.txt").read_text().split()[1])
    return {f"{name}_seconds": seconds, f"{name}_peak_mb": peak}
