"""The forms of multi-agency audits."""
