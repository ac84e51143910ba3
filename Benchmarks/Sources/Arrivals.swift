import Synchronization

/// When each code came to its 250, and how many links did.
final class Arrivals: Sendable {
    private struct State {
        var times: [Duration?]
        var codes = 0
        var links = 0
    }

    private let state: Mutex<State>

    init(codes: Int) { state = Mutex(State(times: Array(repeating: nil, count: codes))) }

    /// By the number of the request.
    var times: [Duration?] { state.withLock { $0.times } }
    var codes: Int { state.withLock { $0.codes } }
    var links: Int { state.withLock { $0.links } }

    /// - Parameter number: The request's; `nil` for a link.
    func accepted(_ number: Int?, at instant: Duration) {
        state.withLock { state in
            guard let number else { return state.links += 1 }
            // A second copy does not make a code later.
            guard state.times.indices.contains(number), state.times[number] == nil else { return }
            state.times[number] = instant
            state.codes += 1
        }
    }
}
