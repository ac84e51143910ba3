/// A message read for display: bounded and tolerant, never the judge of whether it is well-formed.
struct ParsedMessage: Sendable {
    let header: HeaderFields
    /// The first text/plain part.
    private(set) var text: String?
    /// The first text/html part.
    private(set) var html: String?
    private(set) var others: [MessagePart] = []
    private var parts = 0

    init(_ raw: [UInt8]) {
        let (header, body) = Self.split(raw[...])
        self.header = header
        read(header, body, depth: 0)
    }

    /// Header fields and body of an entity; without an empty line everything is header.
    static func split(_ octets: ArraySlice<UInt8>) -> (HeaderFields, ArraySlice<UInt8>) {
        var lineStart = octets.startIndex
        while lineStart < octets.endIndex {
            let lineEnd = octets[lineStart...].firstIndex(of: 0x0A) ?? octets.endIndex
            let line = octets[lineStart..<lineEnd]
            let next = min(lineEnd + 1, octets.endIndex)
            if line.isEmpty || (line.count == 1 && line.first == 0x0D) {
                return (HeaderFields(octets[..<lineStart]), octets[next...])
            }
            lineStart = next
        }
        return (HeaderFields(octets), [])
    }

    private mutating func read(_ header: HeaderFields, _ body: ArraySlice<UInt8>, depth: Int) {
        parts += 1
        guard depth <= MIMELimits.nesting, parts <= MIMELimits.parts else { return }
        let type = header.structured("content-type") ?? ("text/plain", [:])
        if type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
            for part in Multipart.parts(of: body, boundary: boundary) {
                let (header, body) = Self.split(part)
                read(header, body, depth: depth + 1)
            }
        } else {
            readLeaf(header, body, type.value, type.parameters)
        }
    }

    private mutating func readLeaf(_ header: HeaderFields, _ body: ArraySlice<UInt8>, _ type: String, _ parameters: [String: String]) {
        let disposition = header.structured("content-disposition")
        let content = Self.decode(body, header.structured("content-transfer-encoding")?.value ?? "")
        let isText = disposition?.value != "attachment"
        if isText, type == "text/plain", text == nil {
            text = Charset.text(content.prefix(MIMELimits.textOctets), parameters["charset"] ?? "utf-8")
        } else if isText, type == "text/html", html == nil {
            html = Charset.text(content.prefix(MIMELimits.textOctets), parameters["charset"] ?? "utf-8")
        } else {
            let name = disposition?.parameters["filename"] ?? parameters["name"] ?? ""
            let id = header.text("content-id") ?? ""
            others.append(
                MessagePart(
                    number: parts, fileName: EncodedWords.decode(Array(name.utf8)), contentType: type, contentID: id,
                    isInline: disposition?.value == "inline" || (disposition == nil && !id.isEmpty), size: content.count))
        }
    }

    private static func decode(_ body: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
        switch encoding {
        case "quoted-printable": QuotedPrintable.decode(body)
        case "base64": Base64.decode(tolerant: body)
        default: Array(body)
        }
    }
}
