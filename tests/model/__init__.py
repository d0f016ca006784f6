"""Pages, and what must hold between them."""
