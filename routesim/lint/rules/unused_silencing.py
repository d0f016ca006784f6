"""A comment or a setting silences a finding that is not there, that cannot be silenced, or that nobody knows.

`# routesim: ignore RS107` silences findings of that code on its line; several codes stand one after the other.
`settings.ignore: [RS107]` silences them in the whole file. RS000 to RS003 make a file unusable and cannot be silenced.
Silencings of codes that were left out of a run (`--select`, `--ignore`) are not judged.

Why:
    A silencing that outlives its reason hides the next fault of its kind, which a caller then finds first.

Remedy:
    Remove the code from the comment or the setting, or move it to the line of the finding.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: hang_up}} # routesim: ignore RS107

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: number, number: "+32470000101"}} # routesim: ignore RS105 RS107
"""
