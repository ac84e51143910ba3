import ArgumentParser
import Glibc
import Mail
import Mustache
import Rendering

/// (h): what the HTML part of a code costs, beside a general Mustache library with the same files and the same values.
struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Render the Dutch mail of a code again and again, and print the processor time of a mail.",
        discussion: """
            The engine makes all it does: values checked and put into words, subject, text and HTML. The library makes the HTML part alone, \
            from values that are in words already, and both must give the same octets.
            """)

    @Option(help: "Mails of a round.") var count = 20_000
    @Option(help: "Rounds of each, in turn; the median counts.") var rounds = 5
    @Option(help: "The folder of the templates.") var templates = "templates"

    func run() throws {
        let mail = try RenderedCode(templates: templates)
        let ours = try mail.engineHTML()
        try compare(ours, Array(mail.libraryHTML().utf8))
        var times: (ours: [Double], pair: [Double], general: [Double]) = ([], [], [])
        for _ in 0..<rounds {
            times.ours.append(try microseconds { try mail.engineHTML().count })
            times.pair.append(try microseconds { try mail.brandedPairHTML().count })
            times.general.append(try microseconds { mail.libraryHTML().utf8.count })
        }
        let (engine, library) = (Figures.quantile(0.5, of: times.ours), Figures.quantile(0.5, of: times.general))
        Figures.write([
            "octets": Double(ours.count), "engine_us": engine, "library_us": library, "ratio": library / engine,
            "pair_octets": Double(try mail.brandedPairHTML().count), "pair_us": Figures.quantile(0.5, of: times.pair),
        ])
    }

    /// The same work, or no comparison.
    private func compare(_ ours: [UInt8], _ library: [UInt8]) throws {
        guard ours != library else { return }
        let place = zip(ours, library).prefix { $0 == $1 }.count
        let around = [ours, library].map { String(decoding: $0.dropFirst(max(0, place - 40)).prefix(80), as: UTF8.self) }
        throw BenchFault("the library renders another page, from octet \(place): '\(around[0])' became '\(around[1])'")
    }

    /// Processor time of this thread for one, without the first hundred.
    private func microseconds(_ body: () throws -> Int) throws -> Double {
        for _ in 0..<100 { _ = try body() }
        var octets = 0
        let began = Self.threadTime
        for _ in 0..<count { octets += try body() }
        let spent = Self.threadTime - began
        guard octets > 0 else { throw BenchFault("nothing was rendered") }
        return spent * 1_000_000 / Double(count)
    }

    /// Seconds.
    private static var threadTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
