# ruff: noqa: E501 - a row is as wide as it is
"""The doors of commissioning a review, of the review under way, and of its reviewer."""

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# beginning the review
reviews:begin_review  pk=agreed_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=agreed_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403

# the reviewer's own page
reviews:my_review                                                GET  302 403 403 403 403 403 403 403 403 403 200 403 403 403
"""
