/// One message.
extension InboxPage {
    /// Octets of the source that the page shows; the rest is behind the link to it.
    private static let sourceOctets = 256 * 1_024

    static func message(_ message: InboxMessage) -> String {
        let parsed = ParsedMessage(message.raw)
        let heading = MessageHeading(message, parsed)
        let subject = heading.subject.isEmpty ? "(no subject)" : heading.subject
        return document(
            title: "\(subject) – Postduif inbox",
            main: """
                <main id="content"><p class="back"><a href="/">← All messages</a></p>
                <article><h1>\(HTML.escape(subject))</h1>
                \(facts(message, heading))
                \(textPart(parsed))\(htmlPart(message, parsed))\(others(parsed))\(source(message))
                </article></main>
                """)
    }

    /// The HTML part alone, for the frame. Its links open outside the frame, which is all that is changed.
    static func htmlPart(of message: InboxMessage) -> String? {
        guard var html = ParsedMessage(message.raw).html else { return nil }
        if let head = html.firstRange(of: "<head>") { html.insert(contentsOf: "<base target=\"_blank\">", at: head.upperBound) }
        return html
    }

    private static func facts(_ message: InboxMessage, _ heading: MessageHeading) -> String {
        let facts: [(String, String)] = [
            ("From", HTML.escape(people([heading.from]))), ("To", HTML.escape(people(heading.to))),
            ("Cc", HTML.escape(people(heading.cc))), ("Not in the header", HTML.escape(people(heading.bcc))),
            ("Received", time(message.received)),
            ("Envelope", HTML.escape("<\(message.reversePath)> → \(message.recipients.map { "<\($0)>" }.joined(separator: ", "))")),
            ("Session", HTML.escape(session(message))), ("Size", size(message.raw.count)),
        ]
        let rows = facts.filter { !$0.1.isEmpty }.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }
        return "<dl>\(rows.joined())</dl>"
    }

    private static func people(_ addresses: [APIAddress]) -> String {
        addresses.map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }.joined(separator: ", ")
    }

    private static func session(_ message: InboxMessage) -> String {
        let user = message.user.map { "authenticated as \($0)" } ?? "not authenticated"
        return "\(message.isTLS ? "TLS" : "not encrypted"), \(user)"
    }

    private static func textPart(_ parsed: ParsedMessage) -> String {
        guard let text = parsed.text else { return "" }
        return "<section><h2>Text</h2><pre class=\"text\"\(language(parsed))>\(HTML.linked(text))</pre></section>"
    }

    private static func htmlPart(_ message: InboxMessage, _ parsed: ParsedMessage) -> String {
        guard parsed.html != nil else { return "" }
        let address = "/view/\(HTML.escape(message.id)).html"
        return """
            <section><h2>HTML</h2><iframe src="\(address)" title="HTML part of the message" \
            sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
            <p><a href="\(address)" target="_blank" rel="noopener noreferrer">Open alone</a></p></section>
            """
    }

    private static func others(_ parsed: ParsedMessage) -> String {
        guard !parsed.others.isEmpty else { return "" }
        let items = parsed.others.map {
            "<li>\(HTML.escape($0.fileName.isEmpty ? "Part \($0.number)" : $0.fileName)) "
                + "<small>\(HTML.escape($0.contentType)), \(size($0.size))</small></li>"
        }
        return "<section><h2>Other parts</h2><ul>\(items.joined())</ul></section>"
    }

    private static func source(_ message: InboxMessage) -> String {
        let shown = String(decoding: message.raw.prefix(sourceOctets), as: UTF8.self)
        return """
            <section><details><summary>Source</summary><pre class="source">\(HTML.escape(shown))</pre></details>
            <p><a href="/api/v1/message/\(HTML.escape(message.id))/raw">Source as a file</a></p></section>
            """
    }

    /// The message's own language, so that a screen reader speaks it.
    private static func language(_ parsed: ParsedMessage) -> String {
        guard let language = parsed.header.text("content-language"),
            !language.isEmpty, language.utf8.count <= 20, language.utf8.allSatisfy({ isLetterOrHyphen($0) })
        else { return "" }
        return " lang=\"\(language)\""
    }

    private static func isLetterOrHyphen(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20) || octet == UInt8(ascii: "-")
    }
}
