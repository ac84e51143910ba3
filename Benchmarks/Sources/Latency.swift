import ArgumentParser
import Mail

/// (f): how long a code takes from its request to the 250 of the sink.
struct Latency: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Be the relay, ask the service for codes at a fixed pace, and print how long each took to its 250.",
        discussion: """
            Start it before the service. The pace does not wait for answers, and a code's time runs from the instant at which its request \
            was due: a stall counts for every code that it delayed. Both ends are read on one monotonic clock. With --links the requests \
            begin once that many links have arrived, and the result says whether links still came after the last code.
            """)

    @Option(help: "The port of the service on 127.0.0.1.") var httpPort: Int
    @Option(help: "The port to be the relay on.") var sinkPort: Int
    @Option(help: "An API key with codes:write.") var key: String
    @Option(help: "Codes a second.") var rate = 200
    @Option(help: "How long codes are asked for.") var seconds = 10
    @Option(help: "Links that must have arrived before.") var links = 0

    /// How long to wait for the service, for the links and for the last code.
    private static let patience: Duration = .seconds(60)
    /// Links keep coming at thousands a second: none in this time means that the backlog was over.
    private static let silence: Duration = .milliseconds(500)

    func run() async throws {
        let clock = BenchClock()
        let arrivals = Arrivals(codes: rate * seconds)
        let sink = try await LatencySink.listen(port: sinkPort, arrivals: arrivals, clock: clock)
        let client = CodeClient(port: httpPort, key: key)
        do {
            try await measure(client, arrivals, clock)
            try await client.close()
        } catch {
            try? await client.close()
            throw error
        }
        try await sink.close()
    }

    private func measure(_ client: CodeClient, _ arrivals: Arrivals, _ clock: BenchClock) async throws {
        let isUp = try await eventually(clock) { await client.isUp() }
        guard isUp, try await eventually(clock, { arrivals.links >= links }) else { throw BenchFault("the service does not send") }
        let linksBefore = arrivals.links
        let (due, failed) = try await ask(client, clock)
        let hasAll = try await eventually(clock) { arrivals.codes >= due.count - failed }
        let linksWithin = arrivals.links - linksBefore
        try await Task.sleep(for: Self.silence)
        let isDraining = arrivals.links > linksBefore + linksWithin
        let times = arrivals.times.enumerated().compactMap { number, time in time.map { ($0 - due[number]).secondsAsDouble * 1_000 } }
        Figures.write([
            "codes": Double(due.count), "failed": Double(failed), "lost": hasAll ? 0 : Double(due.count - failed - arrivals.codes),
            "p50_ms": Figures.quantile(0.5, of: times), "p99_ms": Figures.quantile(0.99, of: times), "max_ms": times.max() ?? 0,
            "links": Double(linksWithin), "still_draining": isDraining ? 1 : 0,
        ])
    }

    /// One request each time it is due, whatever became of those before. Returns when each was due, and how many were refused.
    private func ask(_ client: CodeClient, _ clock: BenchClock) async throws -> (due: [Duration], failed: Int) {
        let start = clock.monotonic + .milliseconds(100)
        let due = (0..<(rate * seconds)).map { start + .microseconds(Int64($0) * 1_000_000 / Int64(rate)) }
        let failed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for (number, instant) in due.enumerated() {
                let left = instant - clock.monotonic
                if left > .zero { try await Task.sleep(for: left, tolerance: .zero) }
                group.addTask { await client.request(number) }
            }
            return try await group.reduce(0) { $0 + ($1 ? 0 : 1) }
        }
        return (due, failed)
    }

    private func eventually(_ clock: BenchClock, _ isSo: () async -> Bool) async throws -> Bool {
        let end = clock.monotonic + Self.patience
        while clock.monotonic < end {
            if await isSo() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
