"""What the work costs and how well it is done, beside a floor or a peer measured in the same run.

`make bench` runs every work; `make bench WORKS=importing` one. Nothing here is a test: a machine
under load changes a time, never whether the code is right.
"""
