-- set domain score aside as score_old · no lock, no rewrite, no scan
ALTER DOMAIN public.score RENAME TO score_old;

-- create domain score · no lock, no rewrite, no scan
CREATE DOMAIN public.score AS integer
    CONSTRAINT score_check CHECK (value > 0 and value < 100);

-- change type of plain.score to public.score · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.plain ALTER COLUMN score TYPE public.score USING score::text::public.score;

-- add column logs.row · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.logs ADD COLUMN "row" public.plain;

-- drop the old domain score · no lock, no rewrite, no scan
DROP DOMAIN public.score_old;
