"""What changes the organisation of a district. Each function is an act through one door, and stands in the record."""
