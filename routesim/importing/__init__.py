"""Getting a real system in: a first configuration from a few answers, or one from lists copied out of the console."""
