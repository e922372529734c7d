-- tie sequence counter to songs.id · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.counter OWNED BY public.songs.id;
