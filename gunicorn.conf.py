"""What holds wherever gunicorn serves the portal; it reads this file from the folder that it starts in."""

import gc

logger_class = "partnership.site.web_server_log.WebServerLog"


def post_worker_init(worker):
    """The program stays in memory as long as its worker does: nobody looks through it for what is no longer needed."""
    gc.collect()
    gc.freeze()
