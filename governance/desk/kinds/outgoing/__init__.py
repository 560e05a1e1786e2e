"""The pages of outgoing letters: begun, written, sent, awaited, filed; the journal of them."""
