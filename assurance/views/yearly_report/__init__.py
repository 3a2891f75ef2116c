"""Pages of the yearly report for those who write, scrutinise, endorse and publish it."""
