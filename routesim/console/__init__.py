"""The console's other pages, as data and as text: SIP settings, the menu a user sees, a queue's report."""
