INSERT INTO songs (title, model, status) VALUES ('Dawn', 'chirp-v4', 'done'), ('Dusk', 'chirp-v5', DEFAULT);
