"""Search: what was asked, what is found of it, and how that is shown."""
