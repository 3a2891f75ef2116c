"""The laws of the ground: pure functions over plain values."""
