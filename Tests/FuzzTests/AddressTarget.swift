import Mail

/// What a citizen's address is typed as: taken or refused, and never more than an address on the wire.
struct AddressTarget: FuzzTarget {
    static let name = "addresses"
    static let tokens = [
        "@", ".", "..", "example.be", "xn--", "xn--bcher-kva.example", "é", "ß", "İ", "\u{037E}", "\u{200D}", "\u{202E}", "\u{FE0F}",
        "\u{1F600}",
        "\r\n", "\u{0}", " ", "<", ">", "\"", "+", "_", "-", "[127.0.0.1]", "。", "．", "Å", "A\u{30A}", "\u{115F}", "\u{2126}", "٣",
    ]

    init() {}

    func read(_ input: [UInt8]) throws(Finding) {
        let text = String(decoding: input, as: UTF8.self)
        guard let address = try? EmailAddress(text) else { return }
        guard let again = try? EmailAddress(address.text) else { throw Finding("taken, and refused as it is printed") }
        guard again == address, again.text.utf8.elementsEqual(address.text.utf8) else { throw Finding("another address as it is printed") }
        guard address.text.utf8.count <= Limits.pathOctets, address.localPart.utf8.count <= Limits.localPartOctets else {
            throw Finding("too long")
        }
        guard address.text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !Self.ends.contains($0) }) else {
            throw Finding("ends a path or a line")
        }
        guard address.domain.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x2E || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
        else {
            throw Finding("a domain that is no A-labels")
        }
        guard address.text.utf8.count(where: { $0 == 0x40 }) == 1 else { throw Finding("more than one @") }
        try compare(address)
        let command = "RCPT TO:<\(address.text)>\r\n"
        guard command.utf8.count(where: { $0 == 0x0A }) == 1, command.hasSuffix(">\r\n") else { throw Finding("more than one command") }
    }

    /// Two spellings of one mailbox are counted together.
    private func compare(_ address: EmailAddress) throws(Finding) {
        guard let normal = try? EmailAddress(address.normalized) else { return }
        guard normal.normalized.utf8.elementsEqual(address.normalized.utf8) else { throw Finding("counted under two names") }
    }

    private static let ends = Set("<>\"\\,;:()[]".utf8)
}
