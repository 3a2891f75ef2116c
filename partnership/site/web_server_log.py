"""What gunicorn itself logs: JSON lines like the portal's own, and no address, which may hold what was searched for."""

from gunicorn.glogging import Logger

from partnership.site.logs import JsonFormatter


class WebServerLog(Logger):
    """gunicorn's logger; gunicorn.conf.py names it. It tells that a request failed, and leaves out which."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())

    def warning(self, msg, *args, **kwargs):
        if str(msg).startswith("Invalid request from"):
            msg = "A request that is none of HTTP"
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        if str(msg).startswith("Error handling request"):
            msg, args = "Error handling a request", ()
        super().exception(msg, *args, **kwargs)
