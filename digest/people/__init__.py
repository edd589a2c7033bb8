"""People: who an article names, and who that is across articles."""
