extension Migrations {
    /// What an activation rests on, and whose address is whose: the address as an HMAC, wiped where the sealed address is.
    ///
    /// Rows of before have none of it. HMACs are indexed by eight bytes, as in ``issuance``; addresses only while they serve somebody. The
    /// codes of a key are found by it, to end with it; codes for an address cost nothing there.
    static let activations = """
        ALTER TABLE activations ADD COLUMN bis_registered_on TEXT;
        ALTER TABLE activations ADD COLUMN confirmed_warnings TEXT NOT NULL DEFAULT '';
        ALTER TABLE activations ADD COLUMN issued_by TEXT;
        ALTER TABLE activations ADD COLUMN address BLOB NOT NULL DEFAULT x'';
        ALTER TABLE activations ADD COLUMN corrected INTEGER;
        CREATE INDEX activations_municipality ON activations (municipality, id);
        CREATE INDEX activations_citizen ON activations (substr(citizen, 1, 8));
        CREATE INDEX activations_address ON activations (substr(address, 1, 8)) WHERE state = 'pending';

        ALTER TABLE digital_keys ADD COLUMN address BLOB NOT NULL DEFAULT x'';
        ALTER TABLE digital_keys ADD COLUMN corrected INTEGER;
        CREATE INDEX digital_keys_citizen ON digital_keys (substr(citizen, 1, 8));
        CREATE INDEX digital_keys_address ON digital_keys (substr(address, 1, 8)) WHERE revoked IS NULL;

        CREATE INDEX code_challenges_key ON code_challenges (digital_key) WHERE state = 'pending' AND digital_key IS NOT NULL;
        """
}
