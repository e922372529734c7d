-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   status is one of three

-- drop the default of chord_charts.status; change type of chord_charts.status to character varying(20); set the default of chord_charts.status · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.chord_charts ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE varchar(20),
    ALTER COLUMN status SET DEFAULT 'pending'::character varying;

-- allow null in chord_charts.status · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.chord_charts ALTER COLUMN status DROP NOT NULL;

-- drop enum chart_status · no lock, no rewrite, no scan
DROP TYPE public.chart_status;
