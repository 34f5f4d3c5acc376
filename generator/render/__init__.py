"""Placing values in templates, and the one door through which other people's text comes in."""
