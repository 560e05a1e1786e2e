"""The register of papers: its conditions, its page, its export."""
