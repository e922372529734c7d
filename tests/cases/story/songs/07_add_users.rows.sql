INSERT INTO users (username) VALUES ('anna');
UPDATE songs SET user_id = 1;
