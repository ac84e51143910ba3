/// Persons and their roles.
extension Statements {
    private static let personColumns = "id, subject, sealed_name, created, address"
    static let personBySubject = SQL("SELECT \(personColumns) FROM persons WHERE subject = ?1")
    static let person = SQL("SELECT \(personColumns) FROM persons WHERE id = ?1")
    static let personOfMunicipality = SQL(
        """
        SELECT \(personColumns) FROM persons WHERE id = ?1 AND EXISTS \
        (SELECT 1 FROM grants g WHERE g.person = ?1 AND g.municipality IS ?2)
        """)
    static let eraseName = SQL(
        "UPDATE persons SET sealed_name = x'', address = NULL WHERE id = ?1 AND (sealed_name <> x'' OR address IS NOT NULL)")
    static let insertPerson = SQL("INSERT INTO persons (\(personColumns)) VALUES (?1, ?2, ?3, ?4, ?5)")
    /// Unless ?4, what is kept stays, an erased name too; an address is set where none is kept. One that is not given replaces none.
    static let renamePerson = SQL(
        """
        UPDATE persons SET sealed_name = CASE WHEN ?4 THEN ?2 ELSE sealed_name END, \
        address = CASE WHEN ?3 IS NOT NULL AND (?4 OR address IS NULL) THEN ?3 ELSE address END WHERE id = ?1
        """)
    static let setAddress = SQL("UPDATE persons SET address = ?2 WHERE id = ?1")
    /// A person with the address ?1 and a role in force at ?2.
    static let officerByAddress = SQL(
        """
        SELECT 1 FROM persons p WHERE substr(p.address, 1, 8) = substr(?1, 1, 8) AND p.address = ?1 AND EXISTS \
        (SELECT 1 FROM grants g WHERE g.person = p.id AND g.withdrawn IS NULL AND g.valid_from <= ?2 \
        AND (g.valid_until IS NULL OR g.valid_until > ?2)) LIMIT 1
        """)

    private static let grantColumns = """
        g.id, g.person, g.role, g.municipality, g.valid_from, g.valid_until, g.given_by, g.given, g.withdrawn_by, g.withdrawn
        """
    private static let grantsWithPersons = """
        SELECT \(grantColumns), p.id, p.subject, p.sealed_name, p.created, p.address FROM grants g JOIN persons p ON p.id = g.person
        """
    static let insertGrant = SQL(
        """
        INSERT INTO grants (id, person, role, municipality, valid_from, valid_until, given_by, given) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """)
    /// Whether a person has a role in a place for a part of the time from ?4 to ?5.
    static let overlappingGrant = SQL(
        """
        SELECT 1 FROM grants WHERE person = ?1 AND role = ?2 AND municipality IS ?3 AND withdrawn IS NULL \
        AND (valid_until IS NULL OR valid_until > ?4) AND (?5 IS NULL OR valid_from < ?5) LIMIT 1
        """)
    static let withdrawGrant = SQL(
        """
        UPDATE grants SET withdrawn_by = ?2, withdrawn = ?3 WHERE id = ?1 AND withdrawn IS NULL RETURNING person, role, municipality
        """)
    static let grant = SQL("\(grantsWithPersons) WHERE g.id = ?1")
    static let grantsOfMunicipality = SQL("\(grantsWithPersons) WHERE g.municipality IS ?1 AND g.id < ?2 ORDER BY g.id DESC LIMIT ?3")
    static let grantsNotOverOfMunicipality = SQL(
        """
        \(grantsWithPersons) WHERE g.municipality IS ?1 AND g.id < ?2 AND g.withdrawn IS NULL \
        AND (g.valid_until IS NULL OR g.valid_until > ?4) ORDER BY g.id DESC LIMIT ?3
        """)
    static let grantsOverOfMunicipality = SQL(
        """
        \(grantsWithPersons) WHERE g.municipality IS ?1 AND g.id < ?2 AND (g.withdrawn IS NOT NULL OR g.valid_until <= ?4) \
        ORDER BY g.id DESC LIMIT ?3
        """)
    static let allGrants = SQL("\(grantsWithPersons) WHERE g.id < ?1 ORDER BY g.id DESC LIMIT ?2")
    static let grantsNotOver = SQL(
        "\(grantsWithPersons) WHERE g.withdrawn IS NULL AND (g.valid_until IS NULL OR g.valid_until > ?1) ORDER BY g.id")
}
