-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   status is one of three
-- schemagen: created   2026-09-24T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, on empty tables, sha256 635da12dfdb4a245

-- create enum chart_status · no lock, no rewrite, no scan
CREATE TYPE public.chart_status AS ENUM ('pending', 'approved', 'rejected');

-- drop the default of chord_charts.status; change type of chord_charts.status to public.chart_status; set the default of chord_charts.status · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.chord_charts ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE public.chart_status USING status::public.chart_status,
    ALTER COLUMN status SET DEFAULT 'pending';

-- fill chord_charts.status where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.chord_charts SET status = DEFAULT WHERE status IS NULL;

-- forbid null in chord_charts.status · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.chord_charts ALTER COLUMN status SET NOT NULL;

-- comment on enum chart_status · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TYPE public.chart_status IS 'Where a chart stands in review.';
