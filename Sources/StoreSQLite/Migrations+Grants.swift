extension Migrations {
    /// Persons by an HMAC, with their names sealed, and the roles they were given.
    static let grants = """
        CREATE TABLE persons (
            id BLOB NOT NULL PRIMARY KEY,
            subject BLOB NOT NULL UNIQUE,
            sealed_name BLOB NOT NULL,
            created INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE grants (
            id BLOB NOT NULL PRIMARY KEY,
            person BLOB NOT NULL,
            role TEXT NOT NULL,
            municipality TEXT,
            valid_from INTEGER NOT NULL,
            valid_until INTEGER,
            given_by TEXT NOT NULL,
            given INTEGER NOT NULL,
            withdrawn_by TEXT,
            withdrawn INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX grants_person ON grants (person);
        CREATE INDEX grants_municipality ON grants (municipality, id);
        """
}
