-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   migrate favorites from json

-- the rows stay: nothing says which of them came from the file
