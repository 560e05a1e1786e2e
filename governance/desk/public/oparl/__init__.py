"""Meetings and published papers in the form of OParl 1.1, for programs that read councils: what everybody may read."""
