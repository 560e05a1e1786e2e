"""The register of papers: its filters, its page, its export."""
