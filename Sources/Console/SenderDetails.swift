/// From whom the citizen's mails come: configured, shown on the start card so that they are recognised.
package struct SenderDetails: Hashable, Sendable {
    package let name: String
    package let address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }
}
