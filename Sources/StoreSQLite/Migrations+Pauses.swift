extension Migrations {
    /// What an operator paused, and the way to entries that are held for it: none of the hot path's rows is in that index.
    static let pauses = """
        CREATE TABLE pauses (
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (subject, name)
        ) WITHOUT ROWID;
        CREATE INDEX queue_paused ON queue (domain) WHERE state = 2 AND reason = 'paused';
        """
}
