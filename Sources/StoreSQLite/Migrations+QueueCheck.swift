extension Migrations {
    /// The queue with a check of its state that costs nothing: for a list of three values SQLite makes a table in memory, for each row again,
    /// and throws it away.
    static let queueCheck = """
        CREATE TABLE newer_queue (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
            lane INTEGER NOT NULL,
            due INTEGER NOT NULL,
            until INTEGER,
            owner INTEGER,
            attempt INTEGER NOT NULL,
            resends INTEGER NOT NULL,
            issued INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            reason TEXT NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            binding_language TEXT,
            domain TEXT NOT NULL,
            municipality TEXT,
            template TEXT NOT NULL,
            supersession BLOB,
            withdrawn TEXT,
            superseded_by BLOB,
            sealed BLOB NOT NULL
        );

        INSERT INTO newer_queue (row, id, state, lane, due, until, owner, attempt, resends, issued, expires, reason, kind, language,
            binding_language, domain, municipality, template, supersession, withdrawn, superseded_by, sealed)
        SELECT row, id, state, lane, due, until, owner, attempt, resends, issued, expires, reason, kind, language,
            binding_language, domain, municipality, template, supersession, withdrawn, superseded_by, sealed FROM queue ORDER BY row;
        DROP TABLE queue;
        ALTER TABLE newer_queue RENAME TO queue;

        CREATE INDEX queue_ready ON queue (lane, due) WHERE state = 0;
        CREATE INDEX queue_lease_end ON queue (until, owner, lane, issued, id) WHERE state = 1;
        CREATE INDEX queue_expiry ON queue (kind, expires) WHERE state <> 1;
        CREATE INDEX queue_age ON queue (lane, issued) WHERE state = 0;
        CREATE INDEX queue_supersession ON queue (supersession) WHERE supersession IS NOT NULL;
        CREATE INDEX queue_paused ON queue (domain) WHERE state = 2 AND reason = 'paused';
        """
}
