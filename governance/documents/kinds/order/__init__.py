"""The order (приказ): the paper by which a school's head makes a decision binding."""
