"""What proves a record, of whatever it is: canonical JSON, hash chains, signatures. It knows no paper and no person."""
