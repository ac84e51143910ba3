package import Issuance
import Mail
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
            if request.isTrial { result.show(page.messages) } else { result.add(try await act(request, filter, page, actor)) }
            result.next = page.next
            if page.messages.count < room { sparseParts += 1 }
        } while result.next != nil && result.matched < request.limit && sparseParts < Self.sparseParts
        return result
    }

    private func act(
        _ request: BulkRequest, _ filter: MessageFilter, _ page: MessagePage, _ actor: AuditActor
    ) async throws -> [MessageActionResult] {
        if page.messages.isEmpty { return [] }
        return try await queue.perform(
            request.action.bulk, on: page.messages.map(\.id), selection: filter.selection,
            minimumLeft: kinds.kinds.mapValues(\.minimumLeft), by: actor, now: clock.now)
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
