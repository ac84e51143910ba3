extension Migrations {
    /// The notices of an activation, by which an erasure finds those to an address that no record names any more.
    static let privacy = """
        ALTER TABLE activations ADD COLUMN notices BLOB;
        """
}
