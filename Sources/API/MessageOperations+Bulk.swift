package import Issuance
package import Mail
package import Queue

extension MessageOperations {
    /// Messages in one transaction: codes that come meanwhile wait for no more than these.
    private static let written = 64
    /// Parts of the queue without enough matches that one request looks through, of 20,000 messages each.
    private static let sparseParts = 50

    /// Does it to all messages of a selection, newest first, in small transactions. What comes in meanwhile is not touched.
    ///
    /// Each transaction stands by itself: after a fault the same request goes on where it ended, since what is so already is left.
    ///
    /// - Parameter reach: Whose messages.
    /// - Throws: ``Problem``: `invalid`; ``StoreFault``.
    package func perform(_ request: BulkRequest, reach: Reach, by actor: AuditActor) async throws -> BulkResult {
        var filter = try request.selection.filter(kinds: kinds)
        filter.municipalities = reach.codes
        var result = BulkResult()
        result.next = request.cursor
        var sparseParts = 0
        repeat {
            let room = min(request.isTrial ? Limits.pageItems : Self.written, request.limit - result.matched)
            let page = try await queue.messages(filter, after: result.next, limit: room)
            result.add(page.messages)
            if request.isTrial {
                result.show(page.messages)
            } else {
                let ids = page.messages.map(\.id)
                result.add(try await act(request.action, ids, filter.selection, actor), of: ids)
            }
            result.next = page.next
            if page.messages.count < room { sparseParts += 1 }
        } while result.next != nil && result.matched < request.limit && sparseParts < Self.sparseParts
        return result
    }

    /// Does it to messages that are known by their identifiers, such as those of a former request, in small transactions.
    ///
    /// - Parameter selection: What they were chosen by, for the audit log.
    /// - Throws: ``StoreFault``.
    package func perform(_ verb: Verb, on ids: [QueueID], selection: String, by actor: AuditActor) async throws -> BulkResult {
        var result = BulkResult()
        result.add(named: ids)
        for start in stride(from: 0, to: ids.count, by: Self.written) {
            let part = Array(ids[start..<min(start + Self.written, ids.count)])
            result.add(try await act(verb, part, selection, actor), of: part)
        }
        return result
    }

    private func act(_ verb: Verb, _ ids: [QueueID], _ selection: String, _ actor: AuditActor) async throws -> [MessageActionResult] {
        if ids.isEmpty { return [] }
        return try await queue.perform(
            verb.bulk, on: ids, selection: selection, minimumLeft: kinds.kinds.mapValues(\.minimumLeft), by: actor, now: clock.now)
    }
}

extension MessageOperations.Verb {
    fileprivate var bulk: BulkAction {
        switch self {
        case .retry: .perform(.retry)
        case .hold: .perform(.hold)
        case .release: .perform(.release)
        case .cancel: .cancel(.cancelledByOperator)
        }
    }
}
