/// An address as Mailpit's API shows it.
struct APIAddress: Codable, Hashable, Sendable {
    let name: String
    let address: String

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case address = "Address"
    }

    init(_ mailbox: MailboxName) {
        name = mailbox.name
        address = mailbox.address
    }

    init(envelope path: String) {
        name = ""
        address = path
    }
}
