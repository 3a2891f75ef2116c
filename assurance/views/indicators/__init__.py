"""Pages of indicators: read, kept, asked for and given."""
