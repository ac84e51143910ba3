extension Migrations {
    /// The key that every box was under at the end of the last rotation. The whole table is one row, or none.
    static let seal = """
        CREATE TABLE sealed_under (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            key INTEGER NOT NULL
        );
        """
}
