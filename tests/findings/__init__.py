"""Tests of the sentences, on tables small enough to check by hand."""
