"""Addresses of places in sessions, what they cost, and learners' accounts."""

from django.urls import path

from training.views import accounts, agency_bookings, booking, charges, places

urlpatterns = [
    path("book/<int:pk>/", booking.book, name="book"),
    path("bookings/", booking.my_bookings, name="my_bookings"),
    path("bookings/<int:pk>/", booking.booking, name="booking"),
    path("bookings/<int:pk>/calendar.ics", booking.booking_calendar, name="booking_calendar"),
    path("bookings/<int:pk>/change/", booking.change_booking, name="change_booking"),
    path("bookings/<int:pk>/cancel/", booking.cancel_booking, name="cancel_booking"),
    path("bookings/<int:pk>/take/", booking.take_offer, name="take_offer"),
    path("bookings/<int:pk>/confirm/", booking.confirm_place, name="confirm_place"),
    path("bookings/<int:pk>/substitute/", booking.name_substitute, name="name_substitute"),
    path("sessions/<int:pk>/places/", places.places, name="places"),
    path("sessions/<int:pk>/places/file/<str:kind>/", places.places_file, name="places_file"),
    path("sessions/<int:pk>/places/add/", places.book_by_hand, name="book_by_hand"),
    path("bookings/<int:pk>/give/", places.give_place, name="give_place"),
    path("bookings/<int:pk>/move/", places.move_booking, name="move_booking"),
    path("bookings/<int:pk>/manager/", places.record_manager, name="record_manager"),
    path("bookings/<int:pk>/attended-before/", places.check_attended, name="check_attended"),
    path("charges/", charges.charges, name="charges"),
    path("charges/file/<str:kind>/", charges.charges_file, name="charges_file"),
    path("charges/<int:pk>/", charges.charge, name="charge"),
    path("charges/<int:pk>/waive/", charges.waive_charge, name="waive_charge"),
    path("charges/<int:pk>/invoice/", charges.invoice_charge, name="invoice_charge"),
    path("charges/<int:pk>/back/", charges.put_charge_back, name="put_charge_back"),
    path("charges/<int:pk>/paid/", charges.pay_charge, name="pay_charge"),
    path("account-requests/", accounts.account_requests, name="account_requests"),
    path("account-requests/<int:pk>/", accounts.answer_account, name="answer_account"),
    path("email-domains/", accounts.email_domains, name="email_domains"),
    path("email-domains/<int:pk>/remove/", accounts.remove_domain, name="remove_domain"),
    path("agency-bookings/", agency_bookings.agency_bookings, name="agency_bookings"),
]
