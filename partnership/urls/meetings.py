"""Addresses of meetings: the year's cycle, agendas, papers and packs."""

urlpatterns = []
