UPDATE songs SET genre = 'rock' WHERE title = 'Dawn';
