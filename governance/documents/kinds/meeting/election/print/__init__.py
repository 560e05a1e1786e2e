"""Papers of an election and of a secret vote on paper: ballots, the sheet of their issue, the commission's protocol."""
