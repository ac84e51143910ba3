extension Migrations {
    /// The hot table stays small: a terminal state moves its row to history and forgets the sealed content.
    static let queue = """
        CREATE TABLE queue (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
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
        CREATE INDEX queue_ready ON queue (lane, due) WHERE state = 0;
        CREATE INDEX queue_lease_end ON queue (until, owner, lane, issued, id) WHERE state = 1;
        CREATE INDEX queue_expiry ON queue (kind, expires) WHERE state <> 1;
        CREATE INDEX queue_age ON queue (lane, issued) WHERE state = 0;
        CREATE INDEX queue_supersession ON queue (supersession) WHERE supersession IS NOT NULL;

        CREATE TABLE history (
            id BLOB NOT NULL PRIMARY KEY,
            state INTEGER NOT NULL,
            lane INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            issued INTEGER NOT NULL,
            due INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            reason TEXT NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            domain TEXT NOT NULL,
            municipality TEXT,
            template TEXT NOT NULL,
            superseded_by BLOB,
            last_number INTEGER,
            last_at INTEGER,
            last_relay TEXT,
            last_stage TEXT,
            last_code INTEGER,
            last_enhanced TEXT,
            last_text TEXT,
            last_outcome TEXT,
            last_reason TEXT,
            last_rule TEXT
        ) WITHOUT ROWID;

        CREATE TABLE attempts (
            message BLOB NOT NULL,
            at INTEGER NOT NULL,
            number INTEGER NOT NULL,
            relay TEXT NOT NULL,
            stage TEXT,
            code INTEGER,
            enhanced TEXT,
            text TEXT,
            outcome TEXT NOT NULL,
            reason TEXT NOT NULL,
            rule TEXT NOT NULL,
            PRIMARY KEY (message, at, number)
        ) WITHOUT ROWID;

        CREATE TABLE counters (
            lane INTEGER NOT NULL,
            state INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (lane, state)
        ) WITHOUT ROWID;
        INSERT INTO counters (lane, state, count)
        WITH lanes (lane) AS (VALUES (0), (1), (2)), states (state) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8))
        SELECT lane, state, 0 FROM lanes, states;

        CREATE TABLE touches (count INTEGER NOT NULL);
        INSERT INTO touches (count) VALUES (0);
        """
}
