"""Accurate reading: a small transformer reads again what the tagger is unsure of (needs onnxruntime)."""

from digest.people.accurate.load import accurate_installed, load_accurate

__all__ = ["accurate_installed", "load_accurate"]
