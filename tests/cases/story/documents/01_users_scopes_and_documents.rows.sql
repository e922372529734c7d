INSERT INTO users (username) VALUES ('anna');
INSERT INTO scopes (name) VALUES ('public');
INSERT INTO documents (title, content, embedding, user_id, scope_id) VALUES ('a', 'b', array_fill(0.5, ARRAY[768])::vector, 1, 1);
