"""Elections at a meeting: posts, candidates, ballots, the counting commission, and who takes office by the protocol."""
