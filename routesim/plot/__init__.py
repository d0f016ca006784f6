"""Pictures: what leads where, who rings when, where calls end, what a draft changes. Imports matplotlib late."""
