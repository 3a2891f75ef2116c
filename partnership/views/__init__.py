"""Pages of the ground: guard, find, form, operate, redirect."""
