"""The ways that every kind may take: decided by a body, approved by an order, agreed by parties."""
