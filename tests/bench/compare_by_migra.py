"""Compares a database with itself as migra does it with two (it knows no other source). Prints what it
would change: nothing.   compare_by_migra.py FOLDER URL, where FOLDER holds the package."""
import sys
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
from migra.command import parse_args, run  # noqa: E402  (found in the folder given)

sys.exit(run(parse_args(["--unsafe", sys.argv[2], sys.argv[2]])))
