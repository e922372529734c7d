INSERT INTO users (username, email, hashed_password) VALUES ('anna', 'anna@example.org', 'x'), ('bert', 'bert@example.org', 'x');
INSERT INTO characters (character_id, name, user_id) VALUES ('c1', 'Lena', 1);
