/// The list of messages.
extension InboxPage {
    /// Messages on one page.
    static let pageSize = 50

    static func list(_ store: InboxStore, start: Int) -> String {
        let revision = store.revision
        let totals = store.totals
        let messages = store.newest(start: start, limit: pageSize)
        let heading = totals.kept == 0 ? "" : listHeading(totals.kept, totals.unread, dropped: store.counters.dropped)
        let body = messages.isEmpty ? empty(total: totals.kept) : rows(messages) + pages(start: start, total: totals.kept)
        return document(
            title: totals.unread > 0 ? "(\(totals.unread)) Postduif inbox" : "Postduif inbox",
            main: "<main id=\"content\" data-revision=\"\(revision)\">\(heading)\(body)</main>")
    }

    private static func listHeading(_ total: Int, _ unread: Int, dropped: Int) -> String {
        let droppedText = dropped > 0 ? " · \(dropped) older ones dropped to make room" : ""
        return """
            <div class="bar"><h1>\(total) \(total == 1 ? "message" : "messages")</h1><p>\(unread) not read\(droppedText)</p>
            <a class="button" href="/">Refresh</a>
            <form method="post" action="/delete"><button type="submit">Delete all</button></form></div>
            """
    }

    private static func empty(total: Int) -> String {
        """
        <section class="empty"><h1>\(total == 0 ? "No messages yet" : "No messages on this page")</h1>
        <p>Point a sender at this inbox by SMTP; what it submits appears here by itself.</p>
        <p><a class="button" href="/">Refresh</a></p></section>
        """
    }

    private static func rows(_ messages: [InboxMessage]) -> String {
        "<ul class=\"messages\">\(messages.map(row).joined(separator: "\n"))</ul>"
    }

    private static func row(_ message: InboxMessage) -> String {
        let summary = APIMessageSummary(message)
        let to = (summary.to.isEmpty ? summary.bcc : summary.to).map(\.address).joined(separator: ", ")
        let subject = summary.subject.isEmpty ? "(no subject)" : summary.subject
        return """
            <li class="\(message.isRead ? "read" : "unread")"><a href="/view/\(HTML.escape(message.id))">
            <span class="who">\(HTML.escape(to))</span>
            <span class="what"><b>\(HTML.escape(subject))</b> <span class="snippet">\(HTML.escape(summary.snippet))</span></span>
            <span class="when">\(time(message.received))<span class="size">\(size(message.raw.count))</span></span></a></li>
            """
    }

    private static func pages(start: Int, total: Int) -> String {
        let newer = start > 0 ? "<a rel=\"prev\" href=\"/?start=\(max(0, start - pageSize))\">Newer</a>" : ""
        let older = start + pageSize < total ? "<a rel=\"next\" href=\"/?start=\(start + pageSize)\">Older</a>" : ""
        return newer.isEmpty && older.isEmpty ? "" : "<nav class=\"pages\" aria-label=\"Pages\">\(newer) \(older)</nav>"
    }
}
