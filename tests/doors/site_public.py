# ruff: noqa: E501 - a row is as wide as it is
"""The doors of what draws on the whole public site: its search, its map, its feeds."""

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

public:search_site  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:policies_feed  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:yearly_reports_feed  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:security_txt  GET 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:robots  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:sitemap  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""
