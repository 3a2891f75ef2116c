"""A file over the limit is cut off while it arrives, before it fills the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitSize(FileUploadHandler):
    """Stops reading past DOCUMENT_MAX_BYTES and marks the request, so that the page can say so.

    A view that takes larger files, such as a national register, says how large by its attribute `upload_most`.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        match = self.request.resolver_match
        if self.received > getattr(match and match.func, "upload_most", settings.DOCUMENT_MAX_BYTES):
            self.request.upload_too_large = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size):
        return None
