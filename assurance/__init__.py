"""Assurance: asking agencies how well children are kept safe, and the yearly report."""
