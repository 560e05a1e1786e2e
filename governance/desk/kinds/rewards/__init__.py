"""The pages of rewards: systems, periods, teachers' sheets, their verification, the allocation of the money."""
