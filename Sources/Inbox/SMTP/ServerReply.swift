/// One reply of the inbox: code, enhanced code and text lines, ready to be written (RFC 5321 §4.2, RFC 2034).
package struct ServerReply: Hashable, Sendable {
    /// Three digits; scripts may choose any, so that a sender can be shown codes that do not exist.
    package let code: Int
    /// `2.1.0`; left out when the session does not offer ENHANCEDSTATUSCODES.
    package let enhanced: String?
    /// At least one line, without code and line end.
    package let lines: [String]
    /// The octets of the whole reply, with and without the enhanced code; made once, since most replies are constants.
    private let wire: [UInt8]
    private let plainWire: [UInt8]

    package init(_ code: Int, _ enhanced: String? = nil, lines: [String]) {
        self.code = code
        self.enhanced = enhanced
        self.lines = lines.isEmpty ? [""] : lines
        self.wire = Self.octets(code, enhanced, self.lines)
        self.plainWire = enhanced == nil ? wire : Self.octets(code, nil, self.lines)
    }

    package init(_ code: Int, _ enhanced: String, _ text: String) {
        self.init(code, enhanced, lines: [text])
    }

    package init(_ code: Int, _ text: String) {
        self.init(code, lines: [text])
    }

    /// Whether the reply grants what was asked: 2yz, or 3yz that asks for more.
    package var isPositive: Bool { (200...399).contains(code) }

    /// What goes over the connection, CRLF included.
    package func octets(enhanced isOffered: Bool) -> [UInt8] {
        isOffered ? wire : plainWire
    }

    private static func octets(_ code: Int, _ enhanced: String?, _ lines: [String]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, line) in lines.enumerated() {
            result += "\(code)\(index == lines.count - 1 ? " " : "-")".utf8
            if let enhanced { result += "\(enhanced) ".utf8 }
            result += line.utf8
            result += [0x0D, 0x0A]
        }
        return result
    }
}
