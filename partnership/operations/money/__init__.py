"""What people do with money. Every verb locks its budget first, and works within that one budget."""
