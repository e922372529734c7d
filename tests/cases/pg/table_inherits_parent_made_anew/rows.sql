INSERT INTO public.refunds (sum, reason) VALUES (3, 'late');
