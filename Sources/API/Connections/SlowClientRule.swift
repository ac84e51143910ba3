package import NIOCore

/// Says when a client has taken too long: a state machine without clock or I/O, one for each connection.
///
/// A deadline runs only while the client is the one that is waited for. What it sends does not move the deadline: only a section, a body or
/// an answer that is complete does. So a client that drips is cut as one that is silent.
package struct SlowClientRule: Sendable {
    /// What the connection comes to.
    package enum Verdict: Hashable, Sendable {
        /// It may go on.
        case patient
        /// It is closed: nothing useful can be said.
        case close
        /// It is answered 408 (RFC 9110 §15.5.9), then closed.
        case answer
    }

    /// What the client is to do next. After the refusal of what was no request at all, only its end of the connection is waited for.
    private enum Awaited { case firstOctet, header, body, request, end }

    private let bounds: ConnectionBounds
    private var awaited = Awaited.firstOctet
    /// Since when; moved only when what is awaited changes.
    private var since: NIODeadline
    /// Something new is awaited since a moment of the present read.
    private var hasChanged = false
    /// Requests whose header section is here and whose answer is not over.
    private var unanswered = 0
    private var isAnswering = false
    /// Since when the client takes no more of its answer.
    private var stalledSince: NIODeadline?

    /// - Parameter now: When the connection was opened.
    package init(_ bounds: ConnectionBounds, openedAt now: NIODeadline) {
        self.bounds = bounds
        since = now
    }

    /// More requests wait for their answers than one connection may have.
    package var isOverrun: Bool { unanswered > bounds.pipelinedRequests }

    // MARK: What happens

    /// A header section is complete.
    package mutating func requestBegan() {
        unanswered += 1
        awaited = .body
        hasChanged = true
    }

    /// A request is complete.
    package mutating func requestEnded() {
        awaited = .request
        hasChanged = true
    }

    /// All that one read brought was seen.
    package mutating func readCompleted(at now: NIODeadline) {
        defer { hasChanged = false }
        if hasChanged {
            since = now
        } else if awaited == .firstOctet {
            // The time that the connection was silent counts.
            awaited = .header
        } else if awaited == .request {
            // Octets that completed nothing: the next section has begun.
            awaited = .header
            since = now
        }
    }

    /// The final header section of an answer goes out.
    package mutating func answerBegan() { isAnswering = true }

    /// An answer is over.
    package mutating func answerEnded(at now: NIODeadline) {
        isAnswering = false
        if unanswered == 0 {
            awaited = .end
        } else {
            unanswered -= 1
        }
        // Answered before its body was here: that body's time goes on. All else begins now, for the client was not waited for before.
        if awaited == .body, unanswered == 0 { return }
        since = now
    }

    /// The client takes its answer again, or no more.
    package mutating func writabilityChanged(_ isWritable: Bool, at now: NIODeadline) {
        stalledSince = isWritable ? nil : stalledSince ?? now
    }

    // MARK: What follows

    /// When the client is too late; `nil` while it waits for us.
    package var deadline: NIODeadline? {
        guard let stall = stalledSince.map({ $0 + bounds.idle }) else { return sendingDeadline }
        return sendingDeadline.map { min($0, stall) } ?? stall
    }

    /// What is due now.
    package func verdict(at now: NIODeadline) -> Verdict {
        guard let deadline, now >= deadline else { return .patient }
        guard stalledSince == nil else { return .close }
        return switch awaited {
        case .firstOctet, .request, .end: .close
        case .header: .answer
        case .body: unanswered == 1 && !isAnswering ? .answer : .close
        }
    }

    private var sendingDeadline: NIODeadline? {
        // A request whose body is still to come waits for the client, those before it wait for us.
        guard unanswered <= (awaited == .body ? 1 : 0) else { return nil }
        return switch awaited {
        case .firstOctet, .header, .end: since + bounds.header
        case .body: since + bounds.body
        case .request: since + bounds.idle
        }
    }
}
