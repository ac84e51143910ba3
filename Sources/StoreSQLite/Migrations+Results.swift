extension Migrations {
    /// Where an activation leads back to, and the results that wait for their front: for ten minutes, and only their HMAC.
    static let results = """
        ALTER TABLE activations ADD COLUMN return_to TEXT;

        CREATE TABLE activation_results (
            digest BLOB NOT NULL PRIMARY KEY,
            activation BLOB NOT NULL,
            expires INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX activation_results_expires ON activation_results (expires);
        """
}
