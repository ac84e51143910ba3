import Crypto
package import Mail

/// Signs messages with every key it has (RFC 6376, RFC 8463), relaxed/relaxed.
///
/// Signed is the message as it is composed, before dot-stuffing. The same message gives the same signatures, so that attempts do not differ.
package struct DKIMSigner: Sendable {
    /// Fields that are signed and whose number is signed as well, so that nobody can put a second one in front of them (§8.15).
    package static let fields = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
    /// What may never be left out (§5.4).
    package static let alwaysSigned = "From"

    private let keys: [DKIMKey]
    private let fields: [String]

    /// - Parameters:
    ///   - keys: At least one; the first one's signature stands on top.
    ///   - rewritten: Names of fields that the relay writes anew, whose change would break a signature; never From. Letters of any case.
    package init(keys: [DKIMKey], rewritten: [String] = []) {
        precondition(!keys.isEmpty, "a signer has a key")
        self.keys = keys
        let left = Set(rewritten.map { $0.lowercased() })
        self.fields = Self.fields.filter { $0 == Self.alwaysSigned || !left.contains($0.lowercased()) }
    }

    /// The message with the signatures before its header.
    ///
    /// - Parameters:
    ///   - message: A whole RFC 5322 message, CRLF line ends.
    ///   - time: `t=`; when the message was issued.
    /// - Throws: What the library says of a key that cannot sign; nothing is submitted then.
    package func signed(_ message: [UInt8], at time: Instant) throws -> [UInt8] {
        let (header, body) = Self.split(message)
        let bodyHash = Array(SHA256.hash(data: RelaxedForm.body(body)))
        let present = header.filter { field in fields.contains { Self.isField(field, named: $0) } }
        let hashed = hashedFields(present)
        let names = hashed.names + fields
        var signatures: [UInt8] = []
        for key in keys {
            let signature = DKIMSignature(key: key, time: time, names: names, bodyHash: bodyHash)
            let data = hashed.form + RelaxedForm.field(Array(signature.unsigned.utf8)[...])
            signatures += signature.signed(try key.privateKey.signature(of: data))
        }
        return signatures + message
    }

    /// The names and the relaxed forms of the fields that are there, in the order of ``fields``; of several with one name the last one first (§5.4.2).
    private func hashedFields(_ present: [ArraySlice<UInt8>]) -> (names: [String], form: [UInt8]) {
        var names: [String] = []
        var form: [UInt8] = []
        for name in fields {
            for field in present.reversed() where Self.isField(field, named: name) {
                names.append(name)
                form += RelaxedForm.field(field) + [.carriageReturn, .lineFeed]
            }
        }
        return (names, form)
    }

    /// Header fields, each with its folded lines, and the body behind the empty line.
    private static func split(_ message: [UInt8]) -> (header: [ArraySlice<UInt8>], body: ArraySlice<UInt8>) {
        var fields: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index + 1 < message.count {
            guard message[index] == .carriageReturn, message[index + 1] == .lineFeed else {
                index += 1
                continue
            }
            if index == start { return (fields, message[(index + 2)...]) }
            let next = index + 2
            if next == message.count || !message[next].isBlank {
                fields.append(message[start..<index])
                start = next
            }
            index = next
        }
        return (fields, [])
    }

    private static func isField(_ field: ArraySlice<UInt8>, named name: String) -> Bool {
        let letters = name.utf8
        guard field.count > letters.count, field[field.startIndex + letters.count] == UInt8(ascii: ":") else { return false }
        return zip(field, letters).allSatisfy { $0.lowercased == $1.lowercased }
    }
}
