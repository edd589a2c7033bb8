"""The four use cases, in the order of a day: collect, draft, approve, send.

Each gathers from the storage, lets pure functions decide, and keeps the result. `now` is an argument everywhere.
"""

from digest.pipeline.collect import Collected, collect, look
from digest.pipeline.deliver import Dispatch, Post, approve, kept_edition, preview_message, send, send_copy
from digest.pipeline.draft import Brief, draft
from digest.pipeline.means import Means

__all__ = [
    "Brief",
    "Collected",
    "Dispatch",
    "Means",
    "Post",
    "approve",
    "collect",
    "draft",
    "kept_edition",
    "look",
    "preview_message",
    "send",
    "send_copy",
]
