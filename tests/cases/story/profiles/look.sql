SELECT full_name, email, kind, title FROM profiles p JOIN users u ON u.id = p.profile_user_id JOIN contacts c ON c.id = p.main_contact_id JOIN jobs j ON j.profile_id = p.id;
