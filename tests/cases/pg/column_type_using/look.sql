SELECT coalesce(a::text, $$null$$) FROM t ORDER BY a;
