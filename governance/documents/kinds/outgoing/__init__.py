"""Letters of a school to others: what they say, how they are signed, sent and answered, and how they print."""
