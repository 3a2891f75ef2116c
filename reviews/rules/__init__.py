"""The laws of case reviews: pure functions over plain values, each with its source."""
