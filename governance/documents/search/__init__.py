"""The index by which papers are found: what each says, stem by stem, in one design for SQLite and PostgreSQL."""
