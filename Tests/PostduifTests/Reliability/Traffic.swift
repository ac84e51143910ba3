import Foundation
import Mail
import Synchronization
import Testing

/// Requests for codes from several sides, without end, and what became of each.
final class Traffic: Sendable {
    private struct State {
        var next = 0
        var isOver = false
        var acknowledged: Set<String> = []
        var refused: Set<String> = []
        var odd: [String] = []
        var begun: [String: Instant] = [:]
    }

    private let state = Mutex(State())

    /// Addresses whose requests were answered with yes.
    var acknowledged: Set<String> { state.withLock { $0.acknowledged } }
    /// Addresses whose requests were refused as they should be: 503, `overloaded`, with the time to come again.
    var refused: Set<String> { state.withLock { $0.refused } }
    /// When each request began.
    var begun: [String: Instant] { state.withLock { $0.begun } }
    /// Answers that are neither.
    var odd: [String] { state.withLock { $0.odd } }

    /// Lets it flow while `body` runs.
    func flow(to service: ServiceProcess, senders: Int = 6, while body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<senders { group.addTask { await self.send(to: service) } }
            defer { state.withLock { $0.isOver = true } }
            try await body()
        }
    }

    private func send(to service: ServiceProcess) async {
        while let email = address() {
            guard let answer = try? await service.postCode(email) else {
                state.withLock { $0.odd.append("\(email): no answer") }
                continue
            }
            note(email, answer)
            // A caller that minds Retry-After, in small: else refusals alone would keep two cores busy.
            if answer.status != 202 { try? await Task.sleep(for: .milliseconds(20)) }
        }
    }

    private func address() -> String? {
        state.withLock { state in
            guard !state.isOver else { return nil }
            state.next += 1
            let address = "c\(state.next)@example.be"
            state.begun[address] = WallClock().now
            return address
        }
    }

    private func note(_ email: String, _ answer: ServiceAnswer) {
        state.withLock { state in
            if answer.status == 202 {
                state.acknowledged.insert(email)
            } else if answer.isOverloaded {
                state.refused.insert(email)
            } else {
                state.odd.append("\(email): \(answer.status) \(answer.body)")
            }
        }
    }
}
