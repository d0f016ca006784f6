"""The rules: one module a fault, with its documentation, its message and its check."""
