"""The pages of the protocol."""
