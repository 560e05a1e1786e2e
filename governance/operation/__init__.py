"""What whoever runs the program sees of it: probes, metrics, log lines, letters about errors, a page in an outage."""
