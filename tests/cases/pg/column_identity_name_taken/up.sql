-- make songs.number a plain column · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value its sequence has reached
ALTER TABLE public.songs ALTER COLUMN number DROP IDENTITY;

-- rename sequence counter to songs_number_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.counter RENAME TO songs_number_seq;

-- set the default of songs.number · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN number SET DEFAULT nextval('public.songs_number_seq'::regclass);
