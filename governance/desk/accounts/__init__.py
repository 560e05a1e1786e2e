"""Accounts: signing in, second factors, sessions. The ways are django-allauth's; look, words and rules are ours."""
