"""Settings, read once at the start: feeds.yaml and the environment, the environment winning.

Every mistake of both is reported together, with its place. Nothing else in the program reads the environment.
"""

from digest.config.completion import schema
from digest.config.environment import Proxies
from digest.config.settings import Settings, Smtp, read_settings, settings_from
from digest.config.shipped import shipped
from digest.config.tree import Tree, read_tree
from digest.config.values import address_complaint

__all__ = [
    "Proxies",
    "Settings",
    "Smtp",
    "Tree",
    "address_complaint",
    "read_settings",
    "read_tree",
    "schema",
    "settings_from",
    "shipped",
]
