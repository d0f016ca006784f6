"""A small office, and calls to it, as files."""

PBX = """\
settings: {name: Small office, timezone: Europe/Brussels, country: BE, blacklist: ["+3225559999"]}
users:
  - extension: "101"
    name: Élodie Martin
    email: elodie@office.example
    voicemail: yes
    forwarding:
      no_answer: {destinations: [{to: "102", ring: [0, 15]}, {to: "+32470000101", ring: [10, 30]}], voicemail: yes}
  - {extension: "102", name: Bob Peeters}
incoming_numbers:
  - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""
CALLS = """\
pbx: pbx.yaml
start: 2026-11-23T10:00:00
people:
  "102": {answers_after: 6}
calls:
  - {id: met, from: "+32470123456", to: "+3225880101", expect: {outcome: answered, by: "102", answered_at: 26}}
  - {id: unmet, from: "+32470123456", to: "+3225880101", at: 300, expect: {outcome: voicemail, by: "101"}}
  - {id: unjudged, from: "+32470123456", to: "199", at: 600}
"""
MET = CALLS.replace('{outcome: voicemail, by: "101"}', "{outcome: answered}")
WORKLOAD = """\
pbx: pbx.yaml
start: 2026-11-23T08:00:00
duration: 8h
replications: 4
seed: 7
arrivals:
  - {to: "+3225880101", per_hour: {mon: {"09:00-12:00": 20}}}
talk: {exponential: 120}
patience: {exponential: 60}
people: {default: {answers_after: {exponential: 8}}}
"""
