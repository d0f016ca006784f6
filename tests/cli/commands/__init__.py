"""Commands that go wrong in every way there is."""
