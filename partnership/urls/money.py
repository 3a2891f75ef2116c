"""Addresses of pots, contributions, spending and forecasts."""

urlpatterns = []
