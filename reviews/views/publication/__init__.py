"""Pages from a file to what the public reads, a module for each part of the way."""

from reviews.views.publication.artefact import send_file

__all__ = ["send_file"]
