"""Why a claim's query supports nothing."""


class NoSupportError(Exception):
    """Why a query supports nothing, in words."""
