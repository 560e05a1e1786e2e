"""The whole district in one file: rows of all tables, attached files, public keys; never a private key.

The form belongs to no database: what SQLite held is restored into PostgreSQL and the other way round.
"""
