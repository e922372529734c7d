-- schemagen: file favorites data/favorites.json

-- insert the favorites of users that are known, each "category:preset" · ROW EXCLUSIVE, no rewrite, no scan
INSERT INTO public.favorites (user_id, category, preset_id)
SELECT u.id, split_part(f.text, ':', 1), substr(f.text, strpos(f.text, ':') + 1)
FROM jsonb_each(:'favorites') AS person (username, texts)
JOIN public.users AS u ON u.username = person.username
CROSS JOIN jsonb_array_elements_text(person.texts) AS f (text)
ON CONFLICT DO NOTHING;

-- every favorite has a category and a preset
-- schemagen: assert NOT EXISTS (SELECT FROM public.favorites WHERE '' IN (category, preset_id))
