"""The papers on the way to a profile as they print, a module a kind."""
