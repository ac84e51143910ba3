import Glibc
import Logging
import Mail
import Queue
import Submission
import TestKit
import Testing

@testable import Delivery

/// A delivery line over a queue in memory, with a clock set by hand.
final class LineUnderTest: Sendable {
    let clock: ManualClock
    let store: FakeQueueStore
    let pool: RelayPool
    let line: DeliveryLine
    let services: LineServices
    let directory: String
    let log = LogBook()
    private let random = SeededRandom(seed: 7)

    /// - Parameters:
    ///   - bodyOctets: The length of each message's text.
    ///   - domains: What domains get at most.
    ///   - onRender: Called whenever a message is rendered.
    init(
        _ relays: [RelayConfiguration], clock: ManualClock = ManualClock(), directory: String? = nil, store: FakeQueueStore? = nil,
        slots: Int = 64, bodyOctets: Int = 0, domains: [DomainLimit] = [], onRender: @escaping @Sendable (QueueEntry) -> Void = { _ in }
    ) throws {
        self.clock = clock
        self.store = store ?? FakeQueueStore(clock: clock)
        self.pool = RelayPool(relays, clock: clock)
        self.directory = try directory ?? Self.temporaryDirectory()
        let text = Array(repeating: Array("\(String(repeating: "x", count: 76))\r\n".utf8), count: bodyOctets / 78).flatMap(\.self)
        let log = log
        services = LineServices(
            store: self.store, seal: OpenSeal(), kinds: KindTable(),
            render: { entry, content in
                onRender(entry)
                return try Self.render(entry, content, text)
            },
            clock: clock, random: random, logger: Logger(label: "test", factory: { _ in LogBook.Handler(book: log) }),
            pause: { try await Self.pause($0, on: clock) })
        let (recorder, former) = try FlightRecorder.open(directory: self.directory, bootIdentifier: [1], slots: slots)
        self.line = DeliveryLine(services: services, pool: pool, recorder: recorder, former: former, domains: domains)
    }

    /// Runs the line while `body` runs, then drains it.
    func run(_ body: () async throws -> Void) async throws {
        let running = Task { try await line.run() }
        // What is committed before the line listens is found by its look for due entries, which this clock never reaches.
        #expect(await eventually { self.store.isHandingOver })
        do { try await body() } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
        running.cancel()
        try await running.value
    }

    /// Commits one entry and tells its name.
    @discardableResult
    func enqueue(
        _ kind: String = KindTable.oneTimeCode, to local: String = "jan", domain: String = "example.be", lifetime: Duration? = nil
    ) async throws -> QueueID {
        let entry = try entry(kind, to: local, domain: domain, lifetime: lifetime)
        try await store.enqueue([entry])
        return entry.id
    }

    func entry(
        _ kindName: String = KindTable.oneTimeCode, to local: String = "jan", domain: String = "example.be", lifetime: Duration? = nil
    ) throws -> QueueEntry {
        let kind = try #require(KindTable()[kindName])
        let id = QueueID(at: clock.now, random: random)
        let content = QueueContent(recipient: try EmailAddress("\(local)@\(domain)"), variables: ["code": .code("123456")])
        return QueueEntry(
            id: id, kind: kind, language: .nl, domain: domain, municipality: nil, sealedContent: try OpenSeal().seal(content, id: id),
            templateVersion: "1", issued: clock.now, expires: clock.now + (lifetime ?? kind.lifetime))
    }

    /// Whether an entry comes into a state.
    func comes(_ id: QueueID, to state: QueueState) async -> Bool {
        await eventually { self.store.record(id)?.state == state }
    }

    static func relay(
        _ port: Int, name: String = "main", connections: Int = 1, priority: Int = 1, messages: Int = 1_000,
        command: Duration = .seconds(10),
        finalDot: Duration = .seconds(60), weight: Int = 1
    ) -> RelayConfiguration {
        var deadlines = StageDeadlines()
        (deadlines.command, deadlines.finalDot) = (command, finalDot)
        return RelayConfiguration(
            name: name, host: "127.0.0.1", port: port, tls: .none, ehloName: "send.example.be", connections: connections,
            priority: priority, weight: weight, deadlines: deadlines, messagesPerConnection: messages)
    }

    static func temporaryDirectory() throws -> String {
        var template = Array("/tmp/postduif-line-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } }
        return try #require(made)
    }

    private static func render(_ entry: QueueEntry, _ content: QueueContent, _ text: [UInt8]) throws -> Transaction {
        Transaction(
            envelope: Envelope(reversePath: try EmailAddress("no-reply@send.example.be"), forwardPath: content.recipient),
            message: Array("Message-ID: <\(entry.id)@send.example.be>\r\n\r\nhello\r\n".utf8) + text)
    }

    /// Waits until the hand-set clock has gone on that far.
    private static func pause(_ duration: Duration, on clock: ManualClock) async throws {
        let end = clock.monotonic + duration
        while clock.monotonic < end { try await Task.sleep(for: .milliseconds(2)) }
        try Task.checkCancellation()
    }
}

/// A seal that hides nothing.
struct OpenSeal: Seal {
    func seal(_ plaintext: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] { context + plaintext }

    func open(_ box: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] {
        guard box.starts(with: context) else { throw .notAuthentic }
        return Array(box.dropFirst(context.count))
    }
}

extension ScriptedRelay {
    /// How many messages named this entry.
    func count(of id: QueueID) -> Int {
        messages.count { String(decoding: $0, as: UTF8.self).contains("<\(id)@") }
    }

    func count(verb: String) -> Int { events.count { $0.verb == verb } }
}
