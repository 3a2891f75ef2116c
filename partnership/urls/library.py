"""Addresses of those who keep the learning library."""

from django.urls import path

from partnership.views import library

urlpatterns = [
    path("partnership/library/", library.library, name="library"),
    path("partnership/library/add/", library.add_library_item, name="add_library_item"),
    path("partnership/library/<int:pk>/", library.library_item, name="library_item"),
    path("partnership/library/<int:pk>/file/", library.library_item_file, name="library_item_file"),
    path("partnership/library/<int:pk>/change/", library.change_library_item, name="change_library_item"),
    path(
        "partnership/library/<int:pk>/put-forward/",
        library.put_library_item_forward,
        name="put_library_item_forward",
    ),
    path("partnership/library/<int:pk>/let-out/", library.let_library_item_out, name="let_library_item_out"),
    path(
        "partnership/library/<int:pk>/take-back/",
        library.take_library_item_back,
        name="take_library_item_back",
    ),
]
