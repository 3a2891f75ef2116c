"""Addresses of search over what one may see."""

urlpatterns = []
