import Hummingbird

/// A page of messages, the newest first, with the field names of Mailpit's API.
struct APIMessageList: Codable, Sendable, ResponseEncodable {
    let total: Int
    let unread: Int
    /// Messages on this page.
    let count: Int
    let messagesCount: Int
    let messagesUnread: Int
    let start: Int
    let tags: [String]
    let messages: [APIMessageSummary]

    enum CodingKeys: String, CodingKey {
        case total, unread, count, start, tags, messages
        case messagesCount = "messages_count"
        case messagesUnread = "messages_unread"
    }

    init(_ store: InboxStore, start: Int, limit: Int) {
        let totals = store.totals
        messages = store.newest(start: start, limit: limit).map(APIMessageSummary.init)
        total = totals.kept
        unread = totals.unread
        count = messages.count
        messagesCount = totals.kept
        messagesUnread = totals.unread
        self.start = start
        tags = []
    }
}
