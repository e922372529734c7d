-- validate c of t · SHARE UPDATE EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t VALIDATE CONSTRAINT c;
