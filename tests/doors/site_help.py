"""The doors of help: everybody signed in reads every guide, for none of them holds anything secret."""

ROWS = """
#                           ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra
help                   GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
guide  role=school-lead   GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
guide  role=no-such-role  GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""
