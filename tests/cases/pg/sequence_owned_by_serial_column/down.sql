-- untie sequence counter from its column · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.counter OWNED BY NONE;
