"""Delivery: from a rendered edition to a reader's mailbox."""
