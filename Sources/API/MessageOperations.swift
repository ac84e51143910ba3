package import Mail
package import Queue

/// What operators do with messages, with the words for a refusal: the routes and the admin socket answer alike.
package struct MessageOperations: Sendable {
    /// The last part of the path, and the name of the command.
    package enum Verb: String, CaseIterable, Codable, Hashable, Sendable {
        case retry, hold, release, cancel
    }

    let queue: any QueueStore
    let kinds: KindTable
    let clock: any TimeSource

    package init(queue: any QueueStore, kinds: KindTable, clock: any TimeSource) {
        self.queue = queue
        self.kinds = kinds
        self.clock = clock
    }

    /// Does it. What is so already is done.
    ///
    /// - Returns: The message as it stands afterwards.
    /// - Throws: ``Problem``: `not-found`, or `conflict` with a detail that says the state and what can be done; ``StoreFault``.
    package func perform(_ verb: Verb, on id: QueueID, by actor: AuditActor) async throws -> QueueMessage {
        let refusal =
            switch verb {
            case .retry: Self.refusal(verb, try await perform(.retry, id, actor))
            case .hold: Self.refusal(verb, try await perform(.hold, id, actor))
            case .release: Self.refusal(verb, try await perform(.release, id, actor))
            case .cancel: Self.refusal(try await queue.cancel(id, reason: .cancelledByOperator, by: actor, now: clock.now))
            }
        if let refusal { throw refusal }
        guard let message = try await queue.message(id) else { throw Problem.notFound }
        return message
    }

    private func perform(_ action: MessageAction, _ id: QueueID, _ actor: AuditActor) async throws -> MessageActionResult {
        try await queue.perform(action, on: id, minimumLeft: kinds.kinds.mapValues(\.minimumLeft), by: actor, now: clock.now)
    }

    private static func refusal(_ verb: Verb, _ result: MessageActionResult) -> Problem? {
        switch result {
        case .done, .unchanged: nil
        case .inFlight:
            Problem(.conflict, "The message is leased: it is on its way to a relay. \(Self.advice(verb))")
        case .paused:
            Problem(.conflict, "The message is held since mail to its domain is paused. Resume the domain, or cancel the message.")
        case .tooLate:
            Problem(.conflict, "Too little is left of the message's life to submit it: it expires. Issue a new one.")
        case .alreadyFinished(let state): finished(state)
        case .notFound: .notFound
        }
    }

    private static func refusal(_ result: CancelResult) -> Problem? {
        switch result {
        case .cancelled, .alreadyFinished(.cancelled): nil
        case .inFlight:
            Problem(
                .conflict, "The message is leased: a connection submits it now. Unless the relay accepts it, it ends after this attempt.")
        case .alreadyFinished(let state): finished(state)
        case .notFound: .notFound
        }
    }

    private static func advice(_ verb: Verb) -> String {
        switch verb {
        case .hold: "It can be held when it waits again; look in a moment."
        case .retry, .release, .cancel: "Nothing is to be done now; look in a moment."
        }
    }

    private static func finished(_ state: QueueState) -> Problem {
        Problem(.conflict, "The message is \(state.rawValue), which is final. Issue a new one where another is needed.")
    }
}
