"""Results on their way out: to a terminal with its colours and columns, to a file without either."""
