-- rename schema old_name to new_name · no lock, no rewrite, no scan
ALTER SCHEMA old_name RENAME TO new_name;
