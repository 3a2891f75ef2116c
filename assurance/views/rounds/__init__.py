"""Pages of rounds: watching them, preparing and opening them, and what staff do while one is open."""
