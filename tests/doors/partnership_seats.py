# ruff: noqa: E501 - a row is as wide as it is
"""Seats, and what a person arranges for themselves."""

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# in which roles one acts
acting_as                                                        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200
acting_as                                                        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200
acting_as  ? hats=all                                            POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302
"""
