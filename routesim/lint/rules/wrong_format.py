"""The file is not written as a configuration is: a key, a value or its form is wrong.

Found while the file is read. Keys and values that nobody knows, a number of seconds that is none, a key used twice:
each has its place, and all are told in one go. This cannot be silenced.

Why:
    What cannot be understood cannot be applied: the console would refuse it, or take it for something else.

Remedy:
    Write what the message says was expected. `routesim schema pbx` lets an editor complete keys.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, max_mesage: 60}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, max_message: 60}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}
"""
