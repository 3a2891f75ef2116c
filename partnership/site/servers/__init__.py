"""The portal's own servers: found on the machine or brought along, started, watched and stopped.

Only the demo and the tests use this package. It starts processes of its own, keeps a record of each, and
stops what it recorded; it never touches a server, a user or a permission that it did not make.
"""


class Trouble(Exception):
    """Something a person must put right first, said in one sentence."""
