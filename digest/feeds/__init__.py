"""Feeds: reading them from the network, and what they say."""
