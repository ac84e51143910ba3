package import Mail

/// What only the sending half may see: the recipient and the variables. Sealed as one box.
package struct QueueContent: Hashable, Sendable {
    package let recipient: EmailAddress
    package let variables: TemplateVariables

    package init(recipient: EmailAddress, variables: TemplateVariables) {
        self.recipient = recipient
        self.variables = variables
    }

    /// Length of the address (2 bytes, big endian), the address, the variables' compact form.
    package func encoded() -> [UInt8] {
        let address = recipient.text.utf8
        var bytes: [UInt8] = []
        // As much as a code or a link takes, so that it grows once.
        bytes.reserveCapacity(256)
        bytes.append(bigEndian: UInt16(address.count))
        bytes.append(contentsOf: address)
        variables.encode(to: &bytes)
        return bytes
    }

    /// `nil` when the bytes are not an encoded content.
    package init?(encoded bytes: [UInt8]) {
        guard bytes.count >= 2 else { return nil }
        let length = Int(bytes[0]) << 8 | Int(bytes[1])
        guard bytes.count >= 2 + length,
            let recipient = try? EmailAddress(String(decoding: bytes[2..<(2 + length)], as: UTF8.self)),
            let variables = TemplateVariables(encoded: Array(bytes[(2 + length)...]))
        else { return nil }
        self.init(recipient: recipient, variables: variables)
    }
}
