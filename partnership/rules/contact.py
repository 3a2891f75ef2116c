"""What a telephone number and a set of contact details must hold before the public reads them."""

import re

from partnership.access import Refused

DIGITS = range(3, 16)  # 999 to the longest number there is, by ITU-T E.164


def check_telephone(number):
    """Digits and the spaces between them, so that a telephone dials it as it stands; or nothing."""
    if number and (
        not re.fullmatch(r"\+?[0-9][0-9 -]*", number) or sum(map(str.isdigit, number)) not in DIGITS
    ):
        raise Refused("Enter the telephone number in digits, such as 0116 496 0000.")


def check_reachable(*, email, telephone, postal):
    """One way at least: nobody takes the last one away."""
    if not (email or telephone or postal):
        raise Refused("Enter an email address, a telephone number or a postal address.")
    check_telephone(telephone)
