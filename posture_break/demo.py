"""placeholder"""
def run(*, terminal: bool) -> int:
    return 0
