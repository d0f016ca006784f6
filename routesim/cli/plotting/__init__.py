"""The commands of `routesim plot`, each in a module of its own, imported when it is called."""
