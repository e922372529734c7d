INSERT INTO generation_history (chart_id, model_used, cost_usd) VALUES (1, 'large', 0.0125);
