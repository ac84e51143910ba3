import Mail

/// What a municipality's own texts may be: nothing in them can lead anywhere, or look as if it came from somebody else.
enum BrandingText {
    /// What mail programs show of a sender on a wide screen.
    static let characters = 64
    private static let octets = 200
    private static let emailOctets = 100
    /// ITU-T E.164 §6: at most 15 digits; short numbers of desks have four.
    private static let digits = 4...15
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
        } else if looksLikeAddress(name) {
            faults.append(FieldFault(field, "Looks like an address: a dot stands before letters without a space; write the name alone."))
        }
        return name
    }

    /// A mailbox of plain characters: it stands in mails as text.
    static func email(_ text: String, into faults: inout [FieldFault]) -> String {
        do {
            let address = try EmailAddress(text)
            let isPlain = address.text.utf8.allSatisfy { $0 > 0x20 && !"\"<>\\/:".utf8.contains($0) }
            if isPlain, address.text.utf8.count <= emailOctets { return address.text }
            faults.append(
                FieldFault("contact_email", "Give an address of at most \(emailOctets) octets without quotes, colons and slashes."))
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
        let count = phone.utf8.count(where: { (0x30...0x39).contains($0) })
        if !isForm || !digits.contains(count) || phone.utf8.count > phoneOctets {
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

    /// Letters of the languages of Belgium and its neighbours (Latin-1, Latin Extended-A): none that looks like one of another script.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
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
        return isWordAfterDot || name.lowercased().contains("(at)") || name.lowercased().contains("(dot)")
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || ("0"..."9").contains(scalar) }
}
