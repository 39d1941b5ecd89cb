-- Verified attempts, by the account that was proved: they end with its sessions.
CREATE INDEX attempts_account ON attempts (json_extract(state, '$.account'))
    WHERE json_extract(state, '$.account') IS NOT NULL;
-- Comments that wait for their writer's sign-in: there is a number of them to keep to.
CREATE INDEX attempts_plain ON attempts (started_at) WHERE json_extract(purpose, '$.mode') = 'plain';
