"""Two things have the same extension or number, or a name is used twice.

Found while the file is read. Users, queues, conferences, dial plans, mailboxes and log-in numbers share one space of
extensions. No other command works with such a file, and this cannot be silenced.

Why:
    A call to that extension could go to either of them, and so could a reference to that name.

Remedy:
    Give one of the two an extension, number or name of its own.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, extension: "801"}
      - {name: Support, extension: "801"}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}
      - {number: "+3225880102", destination: {type: voicemail, voicemail: Support}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, extension: "801"}
      - {name: Support, extension: "802"}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}
      - {number: "+3225880102", destination: {type: voicemail, voicemail: Support}}
"""
