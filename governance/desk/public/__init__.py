"""What everyone may see without signing in: published papers, and the check of a printed copy."""
