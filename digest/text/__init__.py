"""Text: what every stage shares."""
