"""What is kept, in SQL: one module per noun, the same on SQLite and PostgreSQL.

`open_storage(url)` gives the storage, `upgrade(url)` makes or brings forward its schema and nothing else.
"""

from digest.store.storage import SqlStorage, open_storage, upgrade

__all__ = ["SqlStorage", "open_storage", "upgrade"]
