"""What contenders can do; facts are plain values, since they cross from one process to another."""

DEEDS = {}


def deed(function):
    """Register a deed under its name."""
    DEEDS[function.__name__] = function
    return function
