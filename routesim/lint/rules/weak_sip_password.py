"""A SIP password is weak, or two users share it.

Weak is a password of fewer than 8 characters, or one with the extension in it. The password itself is never shown.

Why:
    Whoever guesses it can register a phone as that user, and call abroad at the company's expense.

Remedy:
    Give each user a password of their own: 8 characters or more, without the extension.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, sip: {password: pw-of-101}}
    queues:
      - {name: Support, extension: "700", static_agents: ["101"]}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, sip: {password: plum-Kite-42}}
    queues:
      - {name: Support, extension: "700", static_agents: ["101"]}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}
"""
