"""What parents see of an admission, without an account.

guard        protection of the public form: a trap, a signed time, limits by the hour
form         the form of application; `claim_fields` is its part that follows from the criteria
submission   saving what was filled in as an application, in one transaction
page         the page of the form, for a new application and for one opened by its private link
holder       the pages behind a private link, and the answer for a link that opens nothing
private_page the page of an application for its holder; `status_page` has its text
acts         what the holder may do there, each after a question
links        a new link and the confirmation of an address, by letters
paper        the secretary enters an application that came on paper
log          keeps the keys of private links out of the log
"""
