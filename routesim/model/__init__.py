"""The console's pages as frozen models, and what must hold between them."""
