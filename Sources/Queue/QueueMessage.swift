package import Mail

/// A message as operators and callers see it: no recipient, no secret.
package struct QueueMessage: Hashable, Sendable {
    package let id: QueueID
    package let kind: String
    package let lane: Lane
    package let languages: MailLanguages
    package let domain: String
    package let municipality: String?
    package let state: QueueState
    package let reason: Reason
    package let attempt: Int
    package let issued: Instant
    package let due: Instant
    package let expires: Instant
    /// When it came into a terminal state.
    package let finished: Instant?
    /// The entry that superseded this one.
    package let supersededBy: QueueID?
    package let templateVersion: String
    /// Oldest first; empty in lists.
    package let attempts: [AttemptRecord]

    package init(
        id: QueueID, kind: String, lane: Lane, languages: MailLanguages, domain: String, municipality: String?, state: QueueState,
        reason: Reason, attempt: Int, issued: Instant, due: Instant, expires: Instant, finished: Instant?,
        supersededBy: QueueID?, templateVersion: String, attempts: [AttemptRecord]
    ) {
        self.id = id
        self.kind = kind
        self.lane = lane
        self.languages = languages
        self.domain = domain
        self.municipality = municipality
        self.state = state
        self.reason = reason
        self.attempt = attempt
        self.issued = issued
        self.due = due
        self.expires = expires
        self.finished = finished
        self.supersededBy = supersededBy
        self.templateVersion = templateVersion
        self.attempts = attempts
    }
}

/// What a list of messages is narrowed to; `nil` means any.
package struct MessageFilter: Hashable, Sendable {
    package var state: QueueState?
    package var kind: String?
    package var lane: Lane?
    package var domain: String?
    /// NIS codes: of these alone.
    package var municipalities: Set<String>?
    /// Only what has not ended: queued, leased or held.
    package var isWaiting: Bool
    package var reason: Reason?
    /// Only what was issued before.
    package var issuedBefore: Instant?

    package init(
        state: QueueState? = nil, kind: String? = nil, lane: Lane? = nil, domain: String? = nil, municipalities: Set<String>? = nil,
        isWaiting: Bool = false, reason: Reason? = nil, issuedBefore: Instant? = nil
    ) {
        self.state = state
        self.kind = kind
        self.lane = lane
        self.domain = domain
        self.municipalities = municipalities
        self.isWaiting = isWaiting
        self.reason = reason
        self.issuedBefore = issuedBefore
    }
}

/// One page of a list, newest first.
package struct MessagePage: Hashable, Sendable {
    package let messages: [QueueMessage]
    /// Give it back to get the next page; `nil` at the end.
    package let next: QueueID?
    /// Rows that were looked at for it, at most.
    package let rows: Int

    package init(messages: [QueueMessage], next: QueueID?, rows: Int) {
        self.messages = messages
        self.next = next
        self.rows = rows
    }
}
