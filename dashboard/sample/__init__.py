"""A sample search: forty applications of somebody else's to look around in, and the way to be rid of them.

`stories` tell the search in plain values (`plan`), with times relative to now; `fill` writes them as rows and
`remove` takes exactly those rows away again.
"""
