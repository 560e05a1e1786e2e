"""The pages of the order: written point by point, signed, read by those it names, carried out, annulled."""
