extension Migrations {
    /// Appended only; each entry's MAC covers the one before. The numbers have no gaps, which AUTOINCREMENT would not give.
    static let audit = """
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            object TEXT NOT NULL,
            municipality TEXT,
            details TEXT NOT NULL,
            mac BLOB NOT NULL
        );
        CREATE INDEX audit_object ON audit (object);

        CREATE TABLE audit_checkpoint (
            number INTEGER NOT NULL,
            mac BLOB NOT NULL,
            proof BLOB NOT NULL
        );
        """
}
