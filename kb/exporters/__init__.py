"""Answers in formats for other programs, one file a format; pure functions over what the queries return."""
