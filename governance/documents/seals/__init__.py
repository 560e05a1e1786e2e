"""The seal: a public log of all events (RFC 6962), whose head is signed every morning (C2SP tlog-checkpoint)."""
