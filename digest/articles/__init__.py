"""Articles: from a feed's entry or a page to a cleaned text."""
