"""The page of a paper, and what a kind declares for its pages."""
