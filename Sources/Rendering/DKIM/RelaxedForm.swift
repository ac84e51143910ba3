/// The "relaxed" canonicalizations: what relays on the way may change does not break a signature.
enum RelaxedForm {
    /// A header field (RFC 6376 §3.4.2), without the line end.
    ///
    /// - Parameter field: Name, colon and value, folded or not; with or without its CRLF.
    static func field(_ field: ArraySlice<UInt8>) -> [UInt8] {
        guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { return Array(field) }
        var form: [UInt8] = []
        form.reserveCapacity(field.count)
        for byte in field[..<colon] where !byte.isBlank { form.append(byte.lowercased) }
        form.append(UInt8(ascii: ":"))
        let start = form.count
        var isBlankPending = false
        for byte in field[(colon + 1)...] {
            if byte == .carriageReturn || byte == .lineFeed { continue }
            if byte.isBlank {
                isBlankPending = true
                continue
            }
            if isBlankPending, form.count > start { form.append(.space) }
            isBlankPending = false
            form.append(byte)
        }
        return form
    }

    /// A body (RFC 6376 §3.4.4): blanks at the ends of lines and empty lines at the end are gone, other runs of blanks are one space.
    static func body(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var form: [UInt8] = []
        form.reserveCapacity(body.count + 2)
        var lineEndsPending = 0
        var isBlankPending = false
        var index = body.startIndex
        while index < body.endIndex {
            let byte = body[index]
            index += 1
            if byte.isBlank {
                isBlankPending = true
            } else if byte == .carriageReturn, index < body.endIndex, body[index] == .lineFeed {
                index += 1
                isBlankPending = false
                lineEndsPending += 1
            } else {
                while lineEndsPending > 0 {
                    form.append(.carriageReturn)
                    form.append(.lineFeed)
                    lineEndsPending -= 1
                }
                if isBlankPending { form.append(.space) }
                isBlankPending = false
                form.append(byte)
            }
        }
        if !form.isEmpty { form += [.carriageReturn, .lineFeed] }
        return form
    }
}
