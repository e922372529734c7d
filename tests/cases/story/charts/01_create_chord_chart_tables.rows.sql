INSERT INTO chord_charts (title, guild_id, keys, lyrics, status) VALUES ('Hallelujah', 7, '{C,G}', '{"verses": 4}', 'approved'), ('Creep', 7, NULL, NULL, NULL);
