/// Domain names: checks by RFC 5321 §2.3.5 and RFC 5890, and the way from letters beyond ASCII to A-labels.
package enum DomainName {
    /// The name in lower-case A-labels.
    ///
    /// A U-label may hold lower-case letters, digits and hyphens (a strict subset of RFC 5892 PVALID): combining marks,
    /// symbols and scripts' joiners are refused, since a citizen who has such a domain can give its `xn--` form.
    ///
    /// - Throws: The first fault found.
    package static func toASCII(_ name: String) throws(EmailAddressFault) -> String {
        if isCanonical(name.utf8) { return name }
        guard !name.isEmpty else { throw .emptyDomain }
        guard name.utf8.first != UInt8(ascii: "[") else { throw .addressLiteral }
        var labels: [String] = []
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            labels.append(try asciiLabel(String(label)))
        }
        guard labels.count >= 2 else { throw .domainNotQualified }
        // A last label of digits only would be read as an IPv4 address by resolvers.
        guard labels.last.map({ !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) ?? false else { throw .addressLiteral }
        let joined = labels.joined(separator: ".")
        guard joined.utf8.count <= Limits.domainOctets else { throw .domainTooLong }
        return joined
    }

    /// Whether a name is a host name in ASCII letters, digits, hyphens and dots; one label is enough.
    package static func isHostName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= Limits.domainOctets
            && name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isASCIILabel(Array($0.utf8)) }
    }

    /// Whether nothing is to be done: lower-case host labels without the mark of an A-label, the last one not all digits. Nearly
    /// every name, and every name that was stored.
    private static func isCanonical(_ name: String.UTF8View) -> Bool {
        guard name.count <= Limits.domainOctets else { return false }
        var (labels, length, digits, previous) = (1, 0, 0, UInt8(ascii: "-"))
        for octet in name {
            if octet == UInt8(ascii: ".") {
                guard length > 0, previous != UInt8(ascii: "-") else { return false }
                (labels, length, digits, previous) = (labels + 1, 0, 0, UInt8(ascii: "-"))
                continue
            }
            switch octet {
            case 0x61...0x7A: break
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "-"): guard length > 0, length != 3 else { return false }
            default: return false
            }
            (length, previous) = (length + 1, octet)
            guard length <= Limits.labelOctets else { return false }
        }
        return labels >= 2 && length > digits && previous != UInt8(ascii: "-")
    }

    private static func asciiLabel(_ label: String) throws(EmailAddressFault) -> String {
        var bytes = Array(label.utf8)
        if bytes.allSatisfy({ $0 < 0x80 }) {
            for index in bytes.indices where (0x41...0x5A).contains(bytes[index]) { bytes[index] += 0x20 }
            let lowered = String(decoding: bytes, as: UTF8.self)
            guard isASCIILabel(bytes) else { throw .domainLabel }
            // Hyphens in the third and fourth place are kept for A-labels (RFC 5891 §4.2.3.1).
            if bytes.count > 3, bytes[2] == 0x2D, bytes[3] == 0x2D {
                guard lowered.hasPrefix("xn--"), isULabel(encoded: lowered.dropFirst(4)) else { throw .domainLabel }
            }
            return lowered
        }
        let lowered = label.lowercased()
        for scalar in lowered.unicodeScalars where !isAllowedInULabel(scalar) { throw .domainLabel }
        // The Kelvin sign is a k in lower case: `xn--` before ASCII letters names another domain, or none.
        guard lowered.unicodeScalars.contains(where: { !$0.isASCII }) else { throw .domainLabel }
        guard lowered.first != "-", lowered.last != "-", let encoded = Punycode.encode(lowered.unicodeScalars) else {
            throw .domainLabel
        }
        let result = "xn--" + encoded
        guard result.utf8.count <= Limits.labelOctets else { throw .domainLabel }
        return result
    }

    private static func isASCIILabel(_ bytes: [UInt8]) -> Bool {
        guard (1...Limits.labelOctets).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else { return false }
        return bytes.allSatisfy {
            (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
    }

    private static func isAllowedInULabel(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIILabel([UInt8(scalar.value)]) || scalar == "-" }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter:
            // Unstable under NFKC and case folding (RFC 5892 §2.2): ligatures, full-width letters; ß and final sigma are exceptions (§2.6).
            return !scalar.properties.changesWhenNFKCCaseFolded || scalar == "ß" || scalar == "ς"
        default: return false
        }
    }

    /// Whether an A-label stands for something that can be one: it encodes back to itself, and no control is in it (RFC 5891 §4.2).
    private static func isULabel(encoded: Substring) -> Bool {
        guard let decoded = Punycode.decode(encoded), Punycode.encode(decoded.unicodeScalars) == String(encoded) else { return false }
        return decoded.unicodeScalars.contains { !$0.isASCII }
            && decoded.unicodeScalars.allSatisfy {
                switch $0.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .surrogate, .unassigned,
                    .uppercaseLetter:
                    false
                default: true
                }
            }
    }
}
