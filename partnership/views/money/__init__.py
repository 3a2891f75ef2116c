"""Pages of money: each shows one pot, or one budget, and no page adds two."""
