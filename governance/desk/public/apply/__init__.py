"""What parents see of an admission, without an account.

guard      protection of the public form: a trap, a signed time, limits by the hour
form       the form of application; `claim_fields` its part that follows from the campaign's criteria
keep       what was filled in becomes an application, in one transaction
page       the form's page, for a new application and for one that its private link opens
holder     who holds a private link, and the page for a link that opens nothing
own        the private page: state, what is missing, results, what may be done; `told` says it in words
acts       what is done on the private page, each after a question
links      a new link and the confirmation of an address, by letters
paper      the secretary enters an application that came on paper
log        keys of private links stay out of the log
"""
