"""Addresses of the register of schools, its files and contacts."""

from django.urls import path

from schools.views import contacts, register, register_files

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/counts/", register.school_counts, name="school_counts"),
    path("register/export/<str:kind>/", register.register_export, name="register_export"),
    path("register/files/", register_files.register_files, name="register_files"),
    path("register/files/read/", register_files.read_register, name="read_register"),
    path("register/files/<int:pk>/", register_files.register_file, name="register_file"),
    path("register/files/<int:pk>/apply/", register_files.apply_register, name="apply_register"),
    path("register/files/<int:pk>/again/", register_files.compare_again, name="compare_again"),
    path("register/files/<int:pk>/set-aside/", register_files.drop_register, name="drop_register"),
    path("register/changes/<int:pk>/settle/", register_files.settle_change, name="settle_change"),
    path("register/<int:urn>/", register.school, name="school"),
    path("register/<int:urn>/contacts/", contacts.keep_contacts, name="keep_contacts"),
    path("register/<int:urn>/invite/", contacts.invite_lead, name="invite_lead"),
    path("trusts/<int:pk>/", register.trust, name="trust"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/export/<str:kind>/", contacts.contacts_export, name="contacts_export"),
]
