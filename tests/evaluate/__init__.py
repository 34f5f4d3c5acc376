"""The analysis measured against labelled conversations: `python3 run.py evaluate`."""
