"""What a school or body still lacks for a paper, said before it hurts: from the declarations of kinds and flows."""
