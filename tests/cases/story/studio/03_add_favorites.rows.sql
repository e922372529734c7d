INSERT INTO favorites (user_id, category, preset_id) VALUES (1, 'light', 'noon'), (1, 'light', 'dusk');
