"""The account of a capture as the text of capture.json, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from generator.model import Capture, Recapture, Rejection


def format_capture(capture: Capture) -> str:
    """capture.json."""
    return json.dumps(asdict(capture), ensure_ascii=False, indent=1) + "\n"


def parse_capture(text: str) -> tuple[Capture, list[str]]:
    """The account in capture.json, and every fault found."""
    nothing = Capture("", "", "", 0, 0)
    try:
        content = json.loads(text)
    except ValueError as error:
        return nothing, [f"capture.json is not JSON ({error})"]
    known = {field.name for field in fields(Capture)}
    if not isinstance(content, dict) or not {"platform", "captured_at", "route", "records_read", "posts_kept"} <= set(
        content
    ):
        return nothing, ["capture.json should hold at least platform, captured_at, route, records_read, posts_kept"]
    if unknown := sorted(set(content) - known):
        return nothing, [f"capture.json has an unknown key {key!r}" for key in unknown]
    try:
        content["rejections"] = tuple(Rejection(**rejection) for rejection in content.get("rejections", []))
    except TypeError:
        return nothing, ["capture.json: each of rejections should have place and reason"]
    content["passed_over"] = tuple(content.get("passed_over", []))
    content["branches"] = tuple(content.get("branches", []))
    try:
        content["recaptures"] = tuple(_recapture(entry) for entry in content.get("recaptures", []))
    except (TypeError, AttributeError):
        return nothing, ["capture.json: each of recaptures should have captured_at and route"]
    return Capture(**content), []


def _recapture(entry: dict[str, Any]) -> Recapture:
    fields_of: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Recapture(**fields_of)
