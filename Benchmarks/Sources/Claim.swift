import ArgumentParser
import Mail
import Queue
import StoreSQLite

/// (g): what it costs to lease a batch from a backlog.
struct Claim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lease links batch after batch, give them back, and print the median time of a batch.",
        discussion: "The spool holds at least 8,000 due links, and no service has it open.")

    @OptionGroup var spool: SpoolOptions
    @Option(help: "How often the first 8,000 are leased; the first time does not count.") var rounds = 6

    /// As many as the line's refill takes at once.
    private static let batch = 2_000
    private static let batches = 4

    func run() async throws {
        let clock = BenchClock()
        let store = try spool.open(clock: clock)
        defer { store.close() }
        var times: [Double] = []
        for round in 0..<rounds {
            let owner = LeaseOwner(token: Int64(round + 1))
            var rows: [Int64] = []
            for _ in 0..<Self.batches {
                let now = clock.now
                let began = clock.monotonic
                let leases = try await store.lease([.link: Self.batch], owner: owner, now: now, until: now + Lease.duration)
                let time = (clock.monotonic - began).secondsAsDouble
                guard leases.count == Self.batch else { throw BenchFault("the backlog gave \(leases.count) of \(Self.batch) links") }
                rows += leases.map(\.row)
                if round > 0 { times.append(time * 1_000) }
            }
            try await store.giveBack(rows, owner: owner, now: clock.now)
        }
        Figures.write(["batch": Double(Self.batch), "median_ms": Figures.quantile(0.5, of: times), "max_ms": times.max() ?? 0])
    }
}
