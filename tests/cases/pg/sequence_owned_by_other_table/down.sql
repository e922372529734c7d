-- untie sequence s from its column · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s OWNED BY NONE;

-- tie sequence s to t.a · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s OWNED BY public.t.a;
