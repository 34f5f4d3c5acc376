"""Planted truth: threads and tables of which it is known what a measure should say."""
