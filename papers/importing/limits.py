"""What one document may cost: its own size, what it unpacks to, and what its reader may use."""

MEGABYTE = 1024 * 1024

LARGEST_FILE = 20 * MEGABYTE
MOST_CHARACTERS = 2_000_000
MOST_BLOCKS = 20_000
DEEPEST_NESTING = 100

# A package's parts, unpacked: all that are read together, and their number with the unread.
LARGEST_PART = 24 * MEGABYTE
MOST_PARTS = 2_000
MOST_ELEMENTS = 150_000

# A web page with its scripts. libxml2 drops, without a word, a text longer than 10 million.
LONGEST_PAGE = 8_000_000

# mammoth and pypdf are Python: these are what they read well inside the seconds below.
MOST_WORD_ELEMENTS = 60_000
MOST_PAGES = 120
MOST_PIECES = 60_000
LARGEST_STREAM = 8 * MEGABYTE

# Of the child. Start-up counts; the site's promise is 2 seconds and 200 MB in all.
CPU_SECONDS = 1.8
WALL_SECONDS = 20.0
DATA_BYTES = 150 * MEGABYTE
ADDRESS_BYTES = 1024 * MEGABYTE
OPEN_FILES = 32
LARGEST_ANSWER = 32 * MEGABYTE
