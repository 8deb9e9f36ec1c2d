"""Measurements of `manage.py bench`: each compares two things in one run."""
