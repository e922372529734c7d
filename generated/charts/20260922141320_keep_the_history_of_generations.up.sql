-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   keep the history of generations
-- schemagen: created   2026-09-22T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 a76fa7fba176a664

-- create table generation_history · no lock, no rewrite, no scan
CREATE TABLE public.generation_history (
    id serial,
    chart_id integer,
    model_used varchar(100),
    prompt_tokens integer,
    completion_tokens integer,
    latency_ms integer,
    cost_usd numeric(10,6),
    created_at timestamp DEFAULT current_timestamp,
    CONSTRAINT generation_history_pkey PRIMARY KEY (id)
);

-- create index idx_generation_history_chart_id on generation_history · no lock, no rewrite, no scan
CREATE INDEX idx_generation_history_chart_id ON public.generation_history (chart_id);

-- add foreign key generation_history_chart_id_fkey to generation_history · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.generation_history ADD CONSTRAINT generation_history_chart_id_fkey FOREIGN KEY (chart_id) REFERENCES public.chord_charts (id) ON DELETE CASCADE;

-- comment on table generation_history · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.generation_history IS 'What a chart cost to make.';
