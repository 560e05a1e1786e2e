"""The network teachers of the district: put forward, decided by the council, appointed by order.

load         subjects, grades and hours as data (pure)
candidacy    one teacher put forward for a year, or to replace another in mid-year; the council votes on each
staff_list   the teachers with subjects and hours that the base school's director appoints by order; published
measured     how many of the hours a week are given, for the indicators

Source: docs/domain.md, "Network teachers".
"""
