import Issuance

/// Who signs in to the consoles of the demo.
struct DemoPerson: Sendable {
    let subject: String
    let name: String
    let role: Role
    /// NIS code; `nil`: everywhere.
    let municipality: String?

    static let all = [
        DemoPerson(subject: "officer", name: "An Officer", role: .registrationOfficer, municipality: "44021"),
        DemoPerson(subject: "agent", name: "Un Agent", role: .registrationOfficer, municipality: "62063"),
        DemoPerson(subject: "manager", name: "A Manager", role: .mainAccessManager, municipality: "44021"),
        DemoPerson(subject: "operator", name: "An Operator", role: .operator, municipality: nil),
    ]

    /// The subject as a column.
    var padded: String { subject + String(repeating: " ", count: max(0, 10 - subject.utf8.count)) }

    /// Gives each the role and makes a link that signs in.
    static func signInLinks(_ administration: any Administration) async throws -> [(person: DemoPerson, link: String)] {
        var links: [(person: DemoPerson, link: String)] = []
        for person in all {
            _ = try await administration.giveGrant(
                GiveGrant(
                    subject: person.subject, name: person.name, role: person.role.rawValue, municipality: person.municipality,
                    validFrom: nil,
                    validUntil: nil, email: nil))
            links.append((person, try await administration.signInLink(SignInLinkRequest(subject: person.subject, email: nil)).url))
        }
        return links
    }
}
