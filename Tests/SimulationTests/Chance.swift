import Mail
import TestKit

/// The one source of everything that happens by chance in a simulation.
struct Chance {
    private let random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(random.next() % UInt64(bound)) }

    func between(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True once in so many times.
    func once(in times: Int) -> Bool { times > 0 && below(times) == 0 }

    func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    func milliseconds(_ range: ClosedRange<Int>) -> Duration { .milliseconds(Int64(between(range))) }

    /// A source for something that draws by itself.
    func fork() -> SeededRandom { SeededRandom(seed: random.next()) }
}
