"""People Digest: one mail a day that tells who did what."""

__version__ = "0.1.0"
