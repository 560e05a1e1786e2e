"""What the public page of a district shows beside its papers: the cards of its schools, pictures and news."""
