extension Migrations {
    /// Wrong codes in a row. A subject whose last code was right has no row, so the table stays small.
    ///
    /// `day` is the number of the day of the last one, for pruning: an instant would move its index entry with each try. A challenge
    /// from before this step has no subject here; it ends within minutes.
    ///
    /// `touched` counts refusals and is never read: a refusal that counts no try writes the same row by the same statement as one that does.
    static let tries = """
        CREATE TABLE subject_tries (
            subject BLOB NOT NULL PRIMARY KEY,
            consecutive INTEGER NOT NULL,
            waits_until INTEGER NOT NULL,
            day INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX subject_tries_day ON subject_tries (day);

        ALTER TABLE code_challenges ADD COLUMN tries_subject BLOB NOT NULL DEFAULT x'';
        ALTER TABLE activations ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE code_challenges ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
        """
}
