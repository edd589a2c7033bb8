"""Work by name, done at once."""

import pytest

from digest.errors import UsageError
from digest.queue import DirectQueue


def test_putting_a_job_does_it_with_its_arguments():
    done: list[tuple[str, int]] = []
    queue = DirectQueue({"make": lambda digest, number: done.append((digest, number))})
    queue.put("make", digest="daily", number=3)
    assert done == [("daily", 3)]


def test_a_job_nobody_knows_is_told_with_those_there_are():
    with pytest.raises(UsageError, match="there are: collect, make"):
        DirectQueue({"make": print, "collect": print}).put("bake")
