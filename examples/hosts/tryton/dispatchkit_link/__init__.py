def register():
    """The module has records only."""
