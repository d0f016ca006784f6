"""The routing rules: what a call may do next, without clock or chance, decided here and nowhere else."""
