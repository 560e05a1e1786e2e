"""The papers of monitoring as they print, a module a kind."""
