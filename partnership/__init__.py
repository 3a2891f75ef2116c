"""The partnership itself: its groups and people, the shared nouns every app composes, and the site."""
