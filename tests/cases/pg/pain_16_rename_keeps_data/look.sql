SELECT id, rating FROM songs ORDER BY id;
