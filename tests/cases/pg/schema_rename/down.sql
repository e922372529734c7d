-- rename schema new_name to old_name · no lock, no rewrite, no scan
ALTER SCHEMA new_name RENAME TO old_name;
