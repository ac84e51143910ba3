/// An address that a message can be sent to: `local-part@domain`, parsed strictly over bytes.
///
/// RFC 5321 §4.1.2 without quoted local parts, address literals and comments, none of which a citizen has. Letters beyond
/// ASCII are taken in the local part (RFC 6531) and, as IDN, in the domain, which is kept as A-labels in lower case.
package struct EmailAddress: Hashable, Sendable {
    /// As given but for NFC (RFC 6532 §3.1), so that a mailbox has one row of bytes whatever keyboard wrote it. RFC 5321 §2.4 leaves
    /// its case to the receiving host.
    package let localPart: String
    /// Lower-case A-labels, at least two.
    package let domain: String

    /// Whether a relay must offer SMTPUTF8 (RFC 6531) to take this address.
    package var needsSMTPUTF8: Bool { !localPart.utf8.allSatisfy { $0 < 0x80 } }

    /// `local-part@domain`, as it stands between the angle brackets of a path.
    package var text: String { "\(localPart)@\(domain)" }

    /// Parses an address.
    ///
    /// - Throws: The first fault found, in words a form can show beside its field.
    package init(_ text: String) throws(EmailAddressFault) {
        let bytes = Array(text.utf8)
        try Self.refuseDangerous(text)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { throw .missingAt }
        // What is checked is what is kept: NFC makes a semicolon of U+037E, and a few letters longer.
        self.localPart = String(decoding: bytes[..<at], as: UTF8.self).composed
        let local = Array(localPart.utf8)
        guard !local.isEmpty else { throw .emptyLocalPart }
        guard local.first != UInt8(ascii: "\"") else { throw .quotedLocalPart }
        guard local.count <= Limits.localPartOctets else { throw .localPartTooLong }
        try Self.checkDotString(local[...])
        self.domain = try DomainName.toASCII(String(decoding: bytes[(at + 1)...], as: UTF8.self))
        guard localPart.utf8.count + 1 + domain.utf8.count <= Limits.pathOctets else { throw .tooLong }
    }

    /// Another mailbox of the same domain, which was checked before.
    ///
    /// - Parameter localPart: ASCII letters, digits, hyphens and underscores, at most 64.
    package func with(localPart: String) throws(EmailAddressFault) -> EmailAddress {
        guard !localPart.isEmpty else { throw .emptyLocalPart }
        guard localPart.utf8.count <= Limits.localPartOctets else { throw .localPartTooLong }
        for byte in localPart.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                break
            default: throw .forbiddenCharacter
            }
        }
        guard localPart.utf8.count + 1 + domain.utf8.count <= Limits.pathOctets else { throw .tooLong }
        return EmailAddress(localPart: localPart, domain: domain)
    }

    private init(localPart: String, domain: String) {
        self.localPart = localPart
        self.domain = domain
    }

    /// `j•••@example.be`: enough for an officer to recognise an address, too little to use it.
    package var masked: String {
        let first = localPart.first.map(String.init) ?? ""
        return "\(first)•••@\(domain)"
    }

    /// The form under which two spellings of one mailbox are counted together: lower case throughout, in NFC.
    package var normalized: String { "\(localPart.lowercased().composed)@\(domain)" }

    /// RFC 5321 §4.1.2 Dot-string over bytes; bytes from 0x80 on are RFC 6531 UTF8-non-ascii.
    private static func checkDotString(_ local: ArraySlice<UInt8>) throws(EmailAddressFault) {
        var previousWasDot = true
        for byte in local {
            if byte == UInt8(ascii: ".") {
                guard !previousWasDot else { throw .misplacedDot }
                previousWasDot = true
            } else {
                guard isAtomText(byte) else { throw .forbiddenCharacter }
                previousWasDot = false
            }
        }
        if previousWasDot { throw .misplacedDot }
    }

    /// RFC 5322 §3.2.3 atext, or part of a character beyond ASCII.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// CR, LF, NUL and other controls start a new command; bidi overrides and invisible marks make one address look like another.
    private static func refuseDangerous(_ text: String) throws(EmailAddressFault) {
        guard text.utf8.count <= 4 * Limits.pathOctets else { throw .tooLong }
        // Nearly all addresses are ASCII: no Unicode property is looked up for those.
        if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                throw .controlCharacter
            case .spaceSeparator:
                throw .whitespace
            default:
                // Fillers and variation selectors are letters and marks that show nothing.
                if scalar.properties.isDefaultIgnorableCodePoint { throw .controlCharacter }
            }
        }
    }
}

extension EmailAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The masked form: an address that slips into a log or an error shows nothing of use.
    package var description: String { masked }
    package var debugDescription: String { masked }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
