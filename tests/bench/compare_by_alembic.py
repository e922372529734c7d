"""What 'alembic revision --autogenerate' does before it writes: load the metadata, compare it with the
database. Prints the number of differences.   compare_by_alembic.py FOLDER URL"""
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

sys.path.insert(0, sys.argv[1])
from bench_metadata import metadata  # noqa: E402  (found in the folder given)

with create_engine(sys.argv[2]).connect() as connection:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    print(len(compare_metadata(context, metadata)))
