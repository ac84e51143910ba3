import Mail

/// The frame of every page: header, style, script, and what goes inside.
enum InboxPage {
    static func document(title: String, main: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTML.escape(title))</title>
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath \
        d='M1 3h14v10H1z' fill='%230b6b6b'/%3E%3Cpath d='M1 3l7 6 7-6' fill='none' stroke='%23fff' stroke-width='1.5'/%3E%3C/svg%3E">
        <link rel="stylesheet" href="/inbox.css">
        <script src="/inbox.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top"><a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 5h20v14H2z"/>\
        <path class="flap" d="M2 5l10 8 10-8"/></svg>Postduif inbox</a><p>Nothing here leaves this machine.</p></header>
        \(main)
        </body>
        </html>
        """
    }

    static let notFound = document(
        title: "Not found – Postduif inbox",
        main: """
            <main id="content"><section class="empty"><h1>This message is not here</h1>
            <p>It was deleted, or newer messages took its place.</p><p><a class="button" href="/">Back to the inbox</a></p></section></main>
            """)

    /// A size for people: `2.4 kB`.
    static func size(_ octets: Int) -> String {
        if octets < 1_000 { return "\(octets) B" }
        if octets < 1_000_000 { return "\(octets / 1_000).\(octets % 1_000 / 100) kB" }
        return "\(octets / 1_000_000).\(octets % 1_000_000 / 100_000) MB"
    }

    /// A point in time as the page shows it without its script; the script puts local time there.
    static func time(_ instant: Instant) -> String {
        let text = instant.rfc3339
        return "<time datetime=\"\(text)\">\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC</time>"
    }
}
