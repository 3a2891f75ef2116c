"""The door of search: everybody but an external reviewer, who sees one review and nothing else."""

ROWS = """
#                 ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra
search      GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
search      POST 302 405 405 405 405 405 405 405 405 405 403 405 405 405 405 405
"""
