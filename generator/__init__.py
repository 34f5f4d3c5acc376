"""Disconnections: publishes what a public conversation shows, fairly and checkably."""

__version__ = "0.1.0"
