"""A phone number is not valid, or lacks its country code.

Found while the file is read. Where a person dials, a number may be national; where the configuration needs to know
whose it is (a mobile, a destination, an incoming number), the country code belongs to it. This cannot be silenced.

Why:
    The call would go to somebody else, or to nobody.

Remedy:
    Write the number with + and its country code, as in +32470000101.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: 02 588 01 01, destination: {type: hang_up}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: +32 2 588 01 01, destination: {type: hang_up}}
"""
