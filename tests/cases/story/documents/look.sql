SELECT title, vector_dims(embedding) FROM documents;
