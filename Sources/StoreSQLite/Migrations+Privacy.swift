extension Migrations {
    /// The notices of an activation, by which an erasure finds those to an address that no record names any more; how many names of persons
    /// retention wiped.
    static let privacy = """
        ALTER TABLE activations ADD COLUMN notices BLOB;
        ALTER TABLE retention_counts ADD COLUMN names INTEGER NOT NULL DEFAULT 0;
        """
}
