"""What others have made is opened here: tables, pictures and PDFs, each in a process of its own with limits.

`reader` is called by the rest; it starts `reader_process`, which loads the module that opens such a file. Those modules
know neither Django nor the district, and answer in plain JSON.
"""
