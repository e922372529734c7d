-- changes: songs.feeling
INSERT INTO songs VALUES ('sad'), (NULL);
