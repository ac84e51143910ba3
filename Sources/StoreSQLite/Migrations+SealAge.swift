extension Migrations {
    /// When the key in `sealed_under` came into use; empty for one from before this step, whose age nobody knows.
    ///
    /// And the mark of a database that is older than what happened: the whole table is one row, or none. `made` is when it was copied.
    static let sealAge = """
        ALTER TABLE sealed_under ADD COLUMN since INTEGER;

        CREATE TABLE restored (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            made INTEGER NOT NULL
        );
        """
}
