extension Migrations {
    /// The way to what retention deletes: only what has ended is in these indices. And what it deleted since the last entry in the audit log.
    static let retention = """
        CREATE INDEX activations_ended ON activations (issued)
            WHERE state <> 'redeemed' AND state <> 'pending' AND digital_key IS NULL;
        CREATE INDEX digital_keys_ended ON digital_keys (revoked) WHERE revoked IS NOT NULL;

        CREATE TABLE retention_counts (
            day INTEGER NOT NULL,
            history INTEGER NOT NULL,
            activations INTEGER NOT NULL,
            digital_keys INTEGER NOT NULL,
            codes INTEGER NOT NULL,
            audit INTEGER NOT NULL
        );
        INSERT INTO retention_counts VALUES (0, 0, 0, 0, 0, 0);
        """
}
