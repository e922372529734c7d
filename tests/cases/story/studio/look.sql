SELECT name, tags FROM characters;
SELECT username, category, preset_id FROM favorites JOIN users ON users.id = user_id ORDER BY 1, 2, 3;
