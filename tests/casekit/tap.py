"""The TAP of tests written in Python: a line a result as it comes, and at the end how many."""
results = []


def ok(name, good, why=""):
    results.append(bool(good))
    print("%s %d - %s" % ("ok" if good else "not ok", len(results), name), flush=True)
    if not good:
        print("".join("# %s\n" % line for line in str(why).splitlines()), end="", flush=True)


def done():
    """The plan; what the script is to exit with."""
    print("1..%d" % len(results))
    return 0 if results and all(results) else 1
