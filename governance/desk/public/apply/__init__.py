"""What parents see of an admission, without an account.

guard        protection of the public form: a trap, a signed time, limits by the hour
fields       what the form of application asks; `claim_fields` is its part that follows from the criteria
form         what was sent with it: validated, and as `revise` takes it
submission   saving what was filled in as an application, in one transaction
page         the page of the form, for a new application and for one opened by its private link
holder       the pages behind a private link, and the answer for a link that opens nothing
private_page the pages of an application for its holder
known        what has been published of it, and so may be told
acts         what the holder may do there, each after a question
links        a new link and the confirmation of an address, by letters
log          keeps the keys of private links out of the log
"""
