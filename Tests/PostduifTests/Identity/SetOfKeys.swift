import Synchronization

@testable import Postduif

/// A key set as the test puts it there, with a count of its fetches.
final class SetOfKeys: KeySetSource {
    private struct State {
        var answer: Result<[UInt8], KeySetFault>
        var fetches = 0
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ bytes: [UInt8]) { state = Mutex(State(answer: .success(bytes))) }

    var fetches: Int { state.withLock(\.fetches) }

    func set(_ answer: Result<[UInt8], KeySetFault>) { state.withLock { $0.answer = answer } }

    /// Fetches do not end before ``letGo()``.
    func hold() { state.withLock { $0.isHeld = true } }

    func letGo() {
        let waiting = state.withLock { state in
            state.isHeld = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    func fetch() async throws(KeySetFault) -> [UInt8] {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                state.fetches += 1
                if state.isHeld { state.waiting.append(continuation) }
                return !state.isHeld
            }
            if goesOn { continuation.resume() }
        }
        return try state.withLock(\.answer).get()
    }
}
