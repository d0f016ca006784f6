"""Traffic: workloads played many times over, and what comes of them."""
