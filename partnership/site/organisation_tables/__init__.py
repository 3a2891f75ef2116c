"""The tables of allauth.socialaccount in one step, which saves each new database seconds of processor.

`makemigrations --check` tells when a release of allauth wants others.
"""
