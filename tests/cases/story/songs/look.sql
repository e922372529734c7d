SELECT title, genre, rating, ai_model, user_id, workflow FROM songs ORDER BY title;
