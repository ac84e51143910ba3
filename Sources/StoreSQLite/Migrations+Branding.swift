extension Migrations {
    /// What the mails and pages of a municipality show in place of the operator's sender and contact.
    static let branding = """
        ALTER TABLE municipalities ADD COLUMN sender_name TEXT;
        ALTER TABLE municipalities ADD COLUMN sender_name_nl TEXT;
        ALTER TABLE municipalities ADD COLUMN sender_name_fr TEXT;
        ALTER TABLE municipalities ADD COLUMN sender_name_de TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_name TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_name_nl TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_name_fr TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_name_de TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_email TEXT;
        ALTER TABLE municipalities ADD COLUMN contact_phone TEXT;
        ALTER TABLE municipalities ADD COLUMN accent_color TEXT;
        """
}
