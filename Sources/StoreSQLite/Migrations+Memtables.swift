extension Migrations {
    /// Limit counters and pending challenges by the first 16 octets of their HMAC, in tables that are written in the order of it, and the
    /// log of those that are not there yet (``Memtable``).
    ///
    /// A challenge that is over may have a mail that waits, which the next one supersedes. A row of the log has what one transaction wrote, as ``MemtableLog`` puts it. `pending_challenges` tells where to look; what is
    /// pending, the challenge's own row says.
    static let memtables = """
        CREATE TABLE memtable_log (
            row INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            limits BLOB NOT NULL,
            challenges BLOB NOT NULL
        );

        CREATE TABLE pending_challenges (
            subject BLOB NOT NULL PRIMARY KEY,
            challenge BLOB NOT NULL,
            expires INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT OR REPLACE INTO pending_challenges (subject, challenge, expires)
        SELECT substr(subject, 1, 16), id, expires FROM code_challenges
        WHERE state = 'pending' OR message IN (SELECT id FROM queue) ORDER BY id;
        CREATE INDEX pending_challenges_expires ON pending_challenges (expires);
        DROP INDEX code_challenges_pending;

        ALTER TABLE limit_counters RENAME TO former_limit_counters;
        CREATE TABLE limit_counters (
            subject BLOB NOT NULL PRIMARY KEY,
            minute INTEGER NOT NULL,
            minute_count INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            hour_count INTEGER NOT NULL,
            day INTEGER NOT NULL,
            day_count INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT OR REPLACE INTO limit_counters (subject, minute, minute_count, hour, hour_count, day, day_count)
        SELECT substr(subject, 1, 16), minute, minute_count, hour, hour_count, day, day_count FROM former_limit_counters ORDER BY row;
        DROP TABLE former_limit_counters;
        CREATE INDEX limit_counters_day ON limit_counters (day);
        """
}
