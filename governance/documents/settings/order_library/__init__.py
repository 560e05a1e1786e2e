"""The library of order forms: what is asked before an order is begun, and the words that follow from the answers.

`blanks` says what a blank asks for, `said` how it is said in a sentence, `form` what a form consists of, `composing`
how it becomes the text of an order, `setting` how a district keeps its forms; those of `data/order_forms` are shipped.
"""
