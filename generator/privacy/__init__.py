"""Pseudonyms and take-downs."""
