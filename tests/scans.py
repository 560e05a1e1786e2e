"""Files that people attach."""

# As little as it takes to pass for a whole PDF.
SCANNED_PDF = b"%PDF-1.7\na scan\nstartxref\n9\n%%EOF\n"
