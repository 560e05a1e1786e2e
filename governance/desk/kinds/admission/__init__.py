"""Pages of an admission: the campaign, its applications, checks, lists, appeals and enrolment."""
