INSERT INTO contacts (profile_id, kind, value) SELECT id, 'web', 'https://example.org' FROM profiles;
UPDATE profiles SET main_contact_id = (SELECT id FROM contacts);
INSERT INTO jobs (profile_id, title, since) SELECT id, 'engineer', '2020-01-01' FROM profiles;
