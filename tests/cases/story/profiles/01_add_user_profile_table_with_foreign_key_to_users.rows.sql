INSERT INTO users (email, hashed_password) VALUES ('anna@example.org', 'x');
INSERT INTO profiles (user_id, full_name) SELECT id, 'Anna' FROM users;
