extension Migrations {
    /// The notices of an activation, by which an erasure finds those to an address that no record names any more; the address of a person as
    /// an HMAC, indexed as in ``activations``; how many names of persons retention wiped.
    static let privacy = """
        ALTER TABLE activations ADD COLUMN notices BLOB;
        ALTER TABLE persons ADD COLUMN address BLOB;
        CREATE INDEX persons_address ON persons (substr(address, 1, 8)) WHERE address IS NOT NULL;
        ALTER TABLE retention_counts ADD COLUMN names INTEGER NOT NULL DEFAULT 0;
        """
}
