"""What holds wherever gunicorn serves the portal; it reads this file from the folder that it starts in."""

logger_class = "partnership.site.web_server_log.WebServerLog"
