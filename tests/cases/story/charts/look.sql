SELECT title, keys, lyrics, status FROM chord_charts ORDER BY title;
