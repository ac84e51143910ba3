extension InboxMessage {
    /// The subject, decoded; empty when there is none.
    package var subject: String { ParsedMessage(raw).header.text("subject") ?? "" }

    /// The first text/plain part, decoded; empty when there is none.
    package var plainText: String { ParsedMessage(raw).text ?? "" }
}
