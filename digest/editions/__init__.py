"""Editions: composing one, and what editors change in it."""
