"""What a flow looks like and how papers have gone through it, in the standards of process management."""
