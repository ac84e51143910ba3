import Mail

/// What a municipality's own texts may be: nothing in them can lead anywhere, or look as if it came from somebody else.
enum BrandingText {
    /// What mail programs show of a sender on a wide screen.
    static let characters = 64
    private static let octets = 200
    private static let emailOctets = 100
    /// ITU-T E.164 §6: at most 15 digits; short numbers of desks have four.
    private static let digits = 4...15
    /// A year or the number of a desk; more are a telephone number, which belongs to the contact.
    private static let digitsInName = 4
    private static let phoneOctets = 32

    /// A display name: Latin letters, digits, and what stands in names. Receivers take an address, a web address or a sign in it for deceit.
    static func name(_ text: String, field: String, into faults: inout [FieldFault]) -> String {
        let count = faults.count
        let name = FieldText.checked(text.composed, field: field, octets: octets, into: &faults).split(separator: " ").joined(
            separator: " ")
        guard faults.count == count else { return name }
        if name.unicodeScalars.count > characters {
            faults.append(FieldFault(field, "Has more than \(characters) characters, which mail programs cut; shorten it."))
        } else if let sign = name.unicodeScalars.first(where: { !isAllowed($0) }) {
            let code = String(sign.value, radix: 16, uppercase: true)
            faults.append(
                FieldFault(
                    field, "May not hold U+\(code): a name has Latin letters, digits, spaces and - – ' ’ . , & ( ) /, and is no address."))
        } else if !name.unicodeScalars.contains(where: isLetter) {
            faults.append(FieldFault(field, "Has no letter; give the name of the sender or the desk."))
        } else if digitCount(name) > digitsInName {
            faults.append(FieldFault(field, "Has more than \(digitsInName) digits, as a telephone number; give that as contact_phone."))
        } else if looksLikeAddress(name) {
            faults.append(FieldFault(field, "Looks like an address: a dot stands before letters without a space; write the name alone."))
        }
        return name
    }

    /// A mailbox of plain characters: it stands in mails as text, where nothing may look like other letters, and behind `mailto:`, where `?` and `&`
    /// would add recipients and a text.
    static func email(_ text: String, into faults: inout [FieldFault]) -> String {
        do {
            let address = try EmailAddress(text)
            if address.localPart.utf8.allSatisfy(isMailbox), address.text.utf8.count <= emailOctets { return address.text }
            faults.append(
                FieldFault(
                    "contact_email",
                    "Give an address of at most \(emailOctets) octets that has letters a to z, digits and . _ + - alone before the @."))
        } catch {
            faults.append(FieldFault("contact_email", error.advice))
        }
        return text
    }

    static func phone(_ text: String, into faults: inout [FieldFault]) -> String {
        let phone = text.split(separator: " ").joined(separator: " ")
        let isForm = phone.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case 0x30...0x39, UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("),
                UInt8(ascii: ")"):
                true
            case UInt8(ascii: "+"): index == 0
            default: false
            }
        }
        if !isForm || !digits.contains(digitCount(phone)) || phone.utf8.count > phoneOctets || isTwoNumbers(phone) {
            faults.append(
                FieldFault(
                    "contact_phone",
                    "Give one number of \(digits.lowerBound) to \(digits.upperBound) digits, such as +32 2 555 00 00 or 02 555 00 00."
                ))
        }
        return phone
    }

    static func accent(_ text: String, into faults: inout [FieldFault]) -> AccentColor? {
        guard let color = AccentColor(text) else {
            faults.append(FieldFault("accent_color", "Give a colour as # and six hexadecimal digits, such as #0b5cad."))
            return nil
        }
        guard color.isDarkEnough else {
            let ratio = (color.contrast(with: .white) * 10).rounded(.down) / 10
            faults.append(
                FieldFault(
                    "accent_color",
                    "Has \(ratio) : 1 against white, and text needs \(AccentColor.leastContrast) : 1 (WCAG 2.2, 1.4.3); "
                        + "give a darker one, such as \(color.darkened.text)."))
            return nil
        }
        return color
    }

    private static func isMailbox(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: ".-_+".utf8.contains(byte)
        }
    }

    private static func digitCount(_ text: some StringProtocol) -> Int { text.utf8.count { (0x30...0x39).contains($0) } }

    /// `1700 / 1701`, `02 555 00 00/01`; not `087/59.58.11`, `0475/12 34 56` and `+32 475/12 34 56`, where a prefix stands before the slash.
    private static func isTwoNumbers(_ phone: String) -> Bool {
        let parts = phone.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, let prefix = parts.first, let number = parts.last else { return false }
        let isAbroad = prefix.hasPrefix("+")
        let isPrefix = digitCount(prefix) <= (isAbroad ? 7 : 4) && (isAbroad || prefix.drop { $0 == "(" }.hasPrefix("0"))
        return parts.count > 2 || !isPrefix || digitCount(number) <= digits.lowerBound
    }

    /// Letters of the languages of Belgium and its neighbours (Latin-1, Latin Extended-A): none that looks like one of another script, or like
    /// another one with a dot or a mark of its own.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // ı, ĸ, Ŀ, ŀ, ŉ and ſ.
        case 0x131, 0x138, 0x13F...0x140, 0x149, 0x17F: false
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x17F: true
        default: false
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || ("0"..."9").contains(scalar) || " -–'’.,&()/".unicodeScalars.contains(scalar)
    }

    /// `bosa.be`, `(at)`; not `O.C.M.W.` and not `St. Vith`.
    private static func looksLikeAddress(_ name: String) -> Bool {
        let scalars = Array(name.lowercased().unicodeScalars)
        let isWordAfterDot = scalars.indices.dropLast(2).contains { index in
            scalars[index] == "." && isWord(scalars[index + 1]) && isWord(scalars[index + 2])
        }
        let joined = name.lowercased().replacing(" ", with: "")
        return isWordAfterDot || joined.contains("(at)") || joined.contains("(dot)")
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || ("0"..."9").contains(scalar) }
}
