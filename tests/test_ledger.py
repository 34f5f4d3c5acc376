"""The account of a capture goes into capture.json and comes back."""

from __future__ import annotations

import json

import pytest

from generator.ledger import format_capture, parse_capture
from generator.model import Capture, Recapture, Rejection

CAPTURE = Capture(
    "test", "2024-01-01T00:00:00Z", "file: x", 9, 3, (Rejection("line 4", "no id"), Rejection("x", "elsewhere", 5)),
    branches=({"post_id": "a", "declared": 3, "held": 2},),
    recaptures=(Recapture("2024-02-01T00:00:00Z", "file: y", added=("b",), vanished=("c", "d")),),
)  # fmt: skip


def test_round_trip() -> None:
    """What is written is read back, and the sum holds."""
    assert parse_capture(format_capture(CAPTURE)) == (CAPTURE, [])
    assert CAPTURE.records_read == CAPTURE.posts_kept + CAPTURE.records_rejected


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": 1}, "unknown key 'colour'"),
        ({"rejections": [{"where": "x"}]}, "place and reason"),
        ({"recaptures": [{"when": "x"}]}, "captured_at and route"),
    ],
)
def test_faults(change: dict, fault: str) -> None:
    """Each wrong entry is told, and nothing is half read."""
    content = json.loads(format_capture(CAPTURE)) | change
    capture, faults = parse_capture(json.dumps(content))
    assert capture.platform == "" and fault in faults[0]
