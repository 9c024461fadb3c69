"""Many posts a second to the started site, and afterwards a look whether each is there, once.

`make load` starts a site of its own with its real web server, worker and beat, lets people who are
signed in post to it over loopback, and holds what their browsers were told against the database.
"""
