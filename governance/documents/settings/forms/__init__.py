"""The words of papers that a lawyer of the district changes in its settings: one module for each family of papers.

A sentence of law that a paper prints is a form here and no text in the code of its kind. `form` says what a form is,
`order_form` what the form of a whole order is.
"""
