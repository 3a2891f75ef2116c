# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the learning library: whoever writes learning keeps it, everybody reads what was let out."""

from tests.factories import library as made
from tests.factories.policies import pdf

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

library                                                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
add_library_item                                                 GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
add_library_item                                                 POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
library_item  pk=library_draft.pk                                GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
library_item  pk=library_public.pk                               GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
library_item  pk=424242                                          GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
library_item_file  pk=library_public.pk                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
library_item_file  pk=library_empty.pk                           GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
change_library_item  pk=library_draft.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
change_library_item  pk=library_draft.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
change_library_item  pk=library_public.pk                        GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
put_library_item_forward  pk=library_draft.pk                    GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
put_library_item_forward  pk=library_draft.pk                    POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
put_library_item_forward  pk=library_empty.pk                    POST 302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
let_library_item_out  pk=library_forward.pk                      GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
let_library_item_out  pk=library_forward.pk                      POST 302 302 409 302 403 403 403 403 403 403 403 403 403 403 403 403
let_library_item_out  pk=library_draft.pk                        POST 302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
take_library_item_back  pk=library_public.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
take_library_item_back  pk=library_public.pk                     POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
take_library_item_back  pk=library_public.pk ? reason=Old        POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
take_library_item_back  pk=library_draft.pk                      GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403

# what the public reads: gone once it was taken back, unknown before it was let out
public:library                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:library_feed                                              GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:library_item  slug=library_public.slug                    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:library_item  slug=library_draft.slug                     GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:library_item  slug=library_forward.slug                   GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:library_item  slug=library_gone.slug                      GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:library_file  slug=library_public.slug                    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:library_file  slug=library_draft.slug                     GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:library_file  slug=library_gone.slug                      GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
"""


def furnish(world):
    """One item in each state."""
    cast = world.cast
    world.library_public = made.with_file(cast)
    world.library_draft = made.item(cast, title="Draft", content=pdf())
    world.library_empty = made.item(cast, title="Empty", text="")
    world.library_forward = made.forward(cast, title="Forward")
    world.library_gone = made.taken_back(cast, title="Gone from the library", content=pdf())
