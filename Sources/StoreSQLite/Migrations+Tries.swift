extension Migrations {
    /// `touched` counts refusals and is never read: a refusal that counts no try writes the same row by the same statement as one that does.
    static let tries = """
        ALTER TABLE activations ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE code_challenges ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
        """
}
