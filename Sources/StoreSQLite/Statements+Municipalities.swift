/// Municipalities and their agreements.
extension Statements {
    static let registerMunicipality = SQL(
        """
        INSERT INTO municipalities (nis, name, name_nl, name_fr, name_de, languages, enterprise_number, valid_from, valid_until, successor, \
        sender_name, sender_name_nl, sender_name_fr, sender_name_de, contact_name, contact_name_nl, contact_name_fr, contact_name_de, \
        contact_email, contact_phone, accent_color) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) \
        ON CONFLICT (nis) DO UPDATE SET name = excluded.name, name_nl = excluded.name_nl, name_fr = excluded.name_fr, \
        name_de = excluded.name_de, languages = excluded.languages, enterprise_number = excluded.enterprise_number, \
        valid_from = excluded.valid_from, valid_until = excluded.valid_until, successor = excluded.successor, \
        sender_name = excluded.sender_name, sender_name_nl = excluded.sender_name_nl, sender_name_fr = excluded.sender_name_fr, \
        sender_name_de = excluded.sender_name_de, contact_name = excluded.contact_name, contact_name_nl = excluded.contact_name_nl, \
        contact_name_fr = excluded.contact_name_fr, contact_name_de = excluded.contact_name_de, contact_email = excluded.contact_email, \
        contact_phone = excluded.contact_phone, accent_color = excluded.accent_color
        """)
    static let insertAgreement = SQL(
        """
        INSERT INTO agreements (nis, signed_on, signatory, function, document_digest, valid_from, valid_until, withdrawn_on) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """)
    /// By number, which is the place in the order of registration: none is ever deleted.
    static let withdrawAgreement = SQL(
        """
        UPDATE agreements SET withdrawn_on = ?3 WHERE (withdrawn_on IS NULL OR withdrawn_on > ?3) AND \
        row = (SELECT row FROM agreements WHERE nis = ?1 ORDER BY row LIMIT 1 OFFSET ?2 - 1)
        """)

    /// One row for each agreement, in the order of registration; one without any agreement has one row.
    private static let municipalityColumns = """
        SELECT m.nis, m.name, m.name_nl, m.name_fr, m.name_de, m.languages, m.enterprise_number, m.valid_from, m.valid_until, m.successor, \
        a.signed_on, a.signatory, a.function, a.document_digest, a.valid_from, a.valid_until, a.withdrawn_on, \
        m.sender_name, m.sender_name_nl, m.sender_name_fr, m.sender_name_de, m.contact_name, m.contact_name_nl, m.contact_name_fr, \
        m.contact_name_de, m.contact_email, m.contact_phone, m.accent_color \
        FROM municipalities m LEFT JOIN agreements a ON a.nis = m.nis
        """
    static let municipality = SQL("\(municipalityColumns) WHERE m.nis = ?1 ORDER BY a.row")
    static let municipalities = SQL("\(municipalityColumns) ORDER BY m.nis, a.row")
    static let municipalityPage = SQL(
        """
        \(municipalityColumns) WHERE m.nis IN (SELECT nis FROM municipalities WHERE nis > ?1 ORDER BY nis LIMIT ?2) ORDER BY m.nis, a.row
        """)

    // MARK: The step 0004_municipalities

    static let agreementDays = SQL("SELECT row, signed_on, valid_from, valid_until FROM agreements")
    static let moveAgreementDays = SQL("UPDATE agreements SET signed_on = ?2, valid_from = ?3, valid_until = ?4 WHERE row = ?1")
}
