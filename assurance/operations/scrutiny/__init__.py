"""Scrutiny of submitted returns: moderation, replies, events, follow-up, feedback and verification."""
