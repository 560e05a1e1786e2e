"""The pages of the plan: begun from a file, corrected row by row, followed through its year."""
