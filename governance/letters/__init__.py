"""Letters: written into an outbox in the transaction of the act that they follow from, sent by a worker."""
