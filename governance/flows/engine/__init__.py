"""The task engine over viewflow: flows of papers, waiting tasks, notices, the check of them."""
