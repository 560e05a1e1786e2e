"""What kinds share that charge people with something: the executors, their reports, and how these are accepted."""
