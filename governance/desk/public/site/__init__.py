"""The public page of a district: what its schools' sites link to, for everybody, without an account or a cookie."""
