"""Measures speed and memory on this machine, with texts that read like talk."""
