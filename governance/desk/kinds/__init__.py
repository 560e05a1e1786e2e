"""What cannot be declared of a kind on the desk, one module or package each."""
