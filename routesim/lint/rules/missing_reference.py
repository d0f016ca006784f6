"""Something refers to a user, queue, dial plan, message or the like that does not exist.

Found while the file is read, and told with the nearest name that does exist. No other command works with such a file,
and this cannot be silenced.

Why:
    A call that gets there has nowhere to go: the caller hears silence, or is cut off.

Remedy:
    Name something that exists, or add what is named.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Slaes}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}
"""
