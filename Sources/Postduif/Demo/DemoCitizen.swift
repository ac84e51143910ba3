import Mail

/// Who gets mails in the demo: one citizen for each language, with synthetic numbers that nobody holds.
struct DemoCitizen: Sendable {
    let language: Language
    let email: String
    let citizenNumber: String
    let nis: String
    let municipality: String
    /// The municipality's official languages.
    let languages: [Language]

    static let all = [
        DemoCitizen(
            language: .nl, email: "jan.peeters@example.be", citizenNumber: "70.01.01-997.62", nis: "44021", municipality: "Gent",
            languages: [.nl]),
        DemoCitizen(
            language: .fr, email: "chloe.lefevre@example.be", citizenNumber: "70.01.01-998.61", nis: "62063", municipality: "Liège",
            languages: [.fr]),
        DemoCitizen(
            language: .en, email: "alex.smith@example.com", citizenNumber: "85.47.28-997.83", nis: "21004", municipality: "Bruxelles",
            languages: [.fr, .nl]),
        DemoCitizen(
            language: .de, email: "greta.mueller@example.be", citizenNumber: "99.12.31-997.42", nis: "63023", municipality: "Eupen",
            languages: [.de]),
    ]
}
