"""The states of an appeal in which it is not decided; apart, because the list asks for them."""

OPEN_APPEALS = ("review",)
