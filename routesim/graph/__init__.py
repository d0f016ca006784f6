"""The routing graph: a phone system as nodes and labelled edges, the way people would draw it."""
