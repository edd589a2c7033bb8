"""The plain text of an edition: the same stories with their addresses, wrapped for a narrow window."""

from __future__ import annotations

WIDTH = 72


def paragraph(text: str, indent: int = 0) -> str:
    """`text` in lines of at most 72 characters. A longer word (an address, say) stands on its own line, whole."""
    return _wrapped(text, " " * indent, " " * indent)


def list_item(text: str, mark: str = "* ") -> str:
    """`text` wrapped behind a mark, the further lines aligned with the first."""
    return _wrapped(text, mark, " " * len(mark))


def tidy(text: str) -> str:
    """No blanks at line ends, never two empty lines in a row, one line end at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def _wrapped(text: str, first: str, further: str) -> str:
    if len(first) + len(text) <= WIDTH:
        return first + text
    lines: list[str] = []
    line = first
    empty = True
    for word in text.split():
        if not empty and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, empty = further, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    return "\n".join([*lines, line])
