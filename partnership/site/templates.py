"""Our templates as they are compiled: without the indentation and the lines that are there for whoever writes them."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")
ORDERS = "include|if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load|extends|once|endonce"
# A line of its own that draws nothing leaves an empty one; what stands before it and after it is still apart.
LINE_OF_ORDERS = re.compile(rf"^({{% (?:{ORDERS})\b[^\n{{}}]*%}})\n", re.MULTILINE)


class Unindented(filesystem.Loader):
    """Pages are a tenth shorter so. What people typed is no part of a template, and keeps every space."""

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return contents
        return LINE_OF_ORDERS.sub(r"\1", INDENTATION.sub("\n", contents))
