SELECT name, tags FROM characters;
SELECT category, preset_id FROM favorites ORDER BY 2;
