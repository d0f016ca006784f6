"""A school's phone system that uses every page of the console, and calls to play on it."""

PBX = """\
settings:
  name: Hill School
  timezone: Europe/Paris
  country: FR
  language: fr
  default_outgoing_number: "+33155501200"
  outgoing_rules:
    - {prefix: "0032", number: "+3225880100"}
  outgoing_rules_override: on
  recording: yes
  forwarded_calls: full
  max_forwards: 3
  blacklist: ["+33155509999", "06 12 34 56 78"]
  ignore: [RS107]

users:
  - extension: 0201
    name: Dana Noor
    email: dana@school.example
    gsm: +33612345601
    voicemail: yes
    directory: default
    multiple_calls: no
    must_log_in: off
    outgoing_number: "+33155501201"
    ring_time: 12.5
    devices: [desk, mobile_app]
    forwarding:
      no_answer:
        destinations:
          - {to: "0202", ring: [0, 10]}
          - {to: "+33612345601", ring: 20}
        voicemail: yes
      busy: {destinations: [{to: "0203"}], voicemail: no}
    follow_me: {enabled: no, destinations: [{to: "+33155501202", ring: 25}], voicemail: yes}
    keys:
      count: 10
      1: {action: blf, user: "0202"}
      2: {action: quick_call, number: "01 55 50 12 34"}
      3: {action: switch}
      4: {action: pickup, user: "0203"}
    sip: {domain: school.example, password: "kite-Plum-77", proxy: proxy.example}
    permissions:
      username: dana
      password: "portal-77"
      grants: {user_portal: edit, users: view, call_list: yes, blacklist: no}
  - {extension: 0202, name: Eli Roux, multiple_calls: yes}
  - {extension: 0203, name: Fay Petit, must_log_in: yes}

user_groups:
  - {name: Office, members: [0202, 0203]}

pickup_groups:
  - {name: Ground floor, members: [0201, 0202]}

voicemails:
  - {name: Absences, extension: 0290, email: absences@school.example, max_message: 90}

audio_messages:
  - {name: Hello, duration: 4.5}
  - name: Long
    text: >
      One text
      over two lines.

switches:
  - {name: Holidays, state: no}

multi_switches:
  - {name: Term, choices: [autumn, spring], state: spring}

queues:
  - name: Desk
    extension: 0270
    strategy: ring_all
    max_wait: 90
    agent_ring_time: 10
    retry: 2
    wrap_up: 5
    static_agents: ["group:Office"]
    dynamic_agents: [0201]
    connect_number: "*71"
    disconnect_number: "*72"
    join_empty: no
    leave_when_empty: yes
    ring_busy_agents: yes
    overflow: {type: voicemail, voicemail: Absences}

conferences:
  - {name: Staff, extension: 0275, access_code: 0042, administrator: 0201, wait_for_administrator: yes}

dial_plans:
  - name: Front
    extension: 0280
    start: open
    elements:
      open: {type: time_condition, hours: ["8:30-12:00", "13:00-17:00"], days: mon-fri, true: term, false: late}
      term: {type: multi_switch, multi_switch: Term, choices: {autumn: menu, spring: menu}}
      menu:
        {type: menu, greeting: Hello, timeout: 7, keys: {1: dana, "*": ask, "#": desk}, invalid: menu, no_input: desk}
      dana: {type: call, to: 0201, ring_time: 30, next: late, busy: desk}
      ask: {type: digital_receptionist, timeout: 15, directory: default, invalid: play, not_answered: desk}
      play: {type: play_file, message: Long, next: menu}
      desk: {type: queue, queue: Desk, next: late}
      late: {type: switch, switch: Holidays, active: bye, inactive: box}
      box: {type: voicemail, voicemail: 0201}
      bye: {type: hang_up}
      staff: {type: conference, conference: Staff, next: bye}
      who: {type: dispatcher, lines: [{name: parents, pattern: "06.*", next: desk}], unknown: menu}
      gate: {type: access_list, allow: ["01.*"], deny: ["0033.*"], authorized: staff, refused: bye, unknown: who}
      tape: {type: record, next: shown}
      shown: {type: caller_id, text: School, next: other}
      other: {type: caller_id, called_number: yes, next: summer}
      summer: {type: time_condition, month_days: [1-15, 24], months: jul-aug, true: bye, false: gate}

incoming_numbers:
  - {number: "+33155501200", destination: {type: dial_plan, dial_plan: Front}, sms_email: sms@school.example}
  - {number: "+33155501201", destination: {type: extension, extension: 0201}}
  - {number: "+33155501202", destination: {type: number, number: "+33612345602"}}
  - {number: "+33155501203", destination: {type: conference, conference: 0275}}
  - {number: "+33155501204", destination: {type: voicemail, voicemail: 0290}}
  - {number: "+33155501205", destination: {type: hang_up}}
  - {number: "+33155501206", destination: {type: not_configured}}
  - {number: "+33155501207"}

properties:
  - {number: "+33155501201", require: [answered, voicemail], max_wait: 60}
  - {forbid: [hung_up]}
"""

CALLS = """\
pbx: pbx.yaml
start: 2026-09-07 08:30
seed: 5
people:
  default: {answers_after: never}
  0201: {answers_after: 4, devices: {mobile_app: {answers_after: 2}}, attempts: [{state: busy}, {}]}
  "0202": {busy_until: 40, answers_after_when_busy: 3}
  "0203": {state: offline, logged_in: no, rejects_after: 2, goes_away_after: 9}
  "+33612345601": {voicemail_after: 15}
  06 12 34 56 02: {state: unreachable}
calls:
  - {id: first, from: 06 12 34 56 99, to: 01 55 50 12 01, at: 0.5, talk: 30, patience: 60,
     presses: [1, {keys: "2", after: 3}]}
  - from: withheld
    to: "0270"
    expect:
      {outcome: abandoned, by: x, answered_at: 1, ended_at: 2, waited: 3, rang: "0202", not_rang: ["0201"],
       path_includes: ["queue:0270"], reason: timeout}
  - {from: 0202, to: "999"}
events:
  - {at: 1, user: 0201, do: go_offline}
  - {at: 2, user: 0201, do: join_queue, queue: Desk}
  - {at: 3, user: 0202, do: pickup, target: 0201}
  - {at: 4, user: 0201, do: press_key, key: 1}
  - {at: 5, user: 0201, do: transfer, to: 0203, kind: attended}
  - {at: 6, user: 0201, do: hang_up}
  - {at: 7, do: set_switch, switch: Holidays, state: on}
  - {at: 8, do: set_switch, switch: Term, state: autumn}
  - {at: 9, do: invite, conference: Staff, to: "+33612345699"}
"""

WORKLOAD = """\
pbx: pbx.yaml
start: 2026-09-07 00:00
duration: 5d
warm_up: 1h
replications: 10
seed: 3
arrivals:
  - to: "+33155501200"
    from: external
    per_hour: {mon-fri: {"08:00-12:00": 40, "12:00-18:00": 15.5}, "sat,sun": 2}
    presses: {"1": 0.5, "2": 0.4, none: 0.1}
    talk: {constant: 60}
    patience: {exponential: 120}
    retries: {after: [busy, abandoned], probability: 0.8, wait: {uniform: [60, 600]}, most: 2}
  - {to: 0201, from: [0202, 06 12 34 56 99, withheld], per_hour: 4, presses: [1, {"2": 1}, none]}
  - to: internal
    from: internal
    at: [0.5, 60]
    bursts: [{at: 2026-09-08 10:00, lasts: 10m, per_hour: 600}]
  - to: 0202
    records:
      {file: records.csv, use: fit, at: start, to: number, from: caller, talk: billed, where: {site: a}, timezone: UTC}
talk: {lognormal: {mean: 180, sd: 150}}
patience: {never: 0.2, else: {exponential: 90}}
retries: {wait: 300}
people:
  default: {answers_after: {exponential: 6}}
  0201: {answers_after: {never: 0.3, else: {exponential: 7}}, shift: {mon-fri: "09:00-17:00"}, logs_in_to: [Desk],
         devices: {mobile_app: {answers_after: 4, state: offline}}}
  "0202": {rejects_after: {uniform: [2, 9]}, state: busy,
           shift: {mon: ["08:00-12:00", "22:00-02:00"], tue-wed: "09:00-24:00"}}
  "0203": {answers_after_when_busy: never, goes_away_after: 9, logged_in: no}
  "+33612345601": {voicemail_after: 15}
service_level: 20
"""

SMALL = """\
settings: {timezone: Europe/Brussels, country: BE}
users:
  - {extension: "101", name: Alice}
"""
"""The smallest system with somebody in it; its lines can be counted on."""
