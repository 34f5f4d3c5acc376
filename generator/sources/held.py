"""The posts of a file by their ids, while it is read."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from generator.model import SourcePost
from generator.packed import PackedPosts


class HeldPosts(MutableMapping[str, SourcePost]):
    """Packed posts by their ids; a post that was changed is to be put back."""

    def __init__(self) -> None:
        self.packed = PackedPosts()
        self.row_of: dict[str, int] = {}

    def __getitem__(self, post_id: str) -> SourcePost:
        return self.packed[self.row_of[post_id]]

    def __setitem__(self, post_id: str, post: SourcePost) -> None:
        row = self.row_of.get(post_id)
        if row is None:
            self.row_of[post_id] = len(self.packed)
            self.packed.append(post)
        else:
            self.packed[row] = post

    def __delitem__(self, post_id: str) -> None:
        self.packed.drop(self.row_of.pop(post_id))

    def __contains__(self, post_id: object) -> bool:
        return post_id in self.row_of

    def __iter__(self) -> Iterator[str]:
        return iter(self.row_of)

    def __len__(self) -> int:
        return len(self.row_of)
