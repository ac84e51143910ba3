import API
import Hummingbird
import Issuance
import Logging
import Mail
import NIOCore
import NIOEmbedded
import Queue

/// A request for a code from the octets that a front sends to those that it gets, over a store that only keeps it.
struct HTTPPath {
    private static let requests = 64

    private let requests: RequestChannel<RouterResponder<APIContext>>
    private let logger: Logger
    /// Made beforehand: they are the front's work.
    private let texts: [ByteBuffer]
    private let collector = EntryCollector()

    init(templates: String) async throws {
        let (clock, random) = (FixedClock(), BenchRandom(seed: 1))
        let mails = try BenchMails(templates: templates, publicURL: SpoolOptions.publicURL)
        let keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: Keyring.masterKeyOctets)))
        let seal = AESGCMSeal(keyring: keyring, random: random)
        let desk = BenchDesk(
            store: collector, keyring: keyring, seal: seal, catalog: mails.catalog, publicURL: SpoolOptions.publicURL, clock: clock,
            random: random)
        let keys = APIKeyRegistry(store: collector, clock: clock, random: random)
        let key = try await keys.create(name: "front", scopes: [.codesWrite], municipality: nil, by: .localOperator).1.revealText()
        let services = APIServices(
            issuer: desk.issuer, apiKeys: keys,
            grants: GrantRegistry(store: collector, keyring: keyring, seal: seal, issuer: nil, clock: clock, random: random),
            tokens: nil, queue: collector, clock: clock, readiness: BenchProbe(), relays: BenchProbe(), pauses: BenchProbe(),
            admission: Admission(), events: EventStreams(bounds: EventStreamBounds(), changes: ChangeHub(), pause: { _ in }),
            kinds: KindTable(), metricsText: { "" }, publicURL: SpoolOptions.publicURL, openAPI: [])
        var logger = Logger(label: "postduif-bench")
        logger.logLevel = .warning
        self.logger = logger
        requests = RequestChannel(makeRouter(services).buildResponder(), clock: clock, logger: logger)
        texts = (0..<Self.requests).map { ByteBuffer(string: Self.text(100_000 + $0, key: key)) }
    }

    func request(_ count: Int) throws {
        // Here: it belongs to the thread that makes it.
        let channel = EmbeddedChannel()
        _ = try requests.setup(channel: channel, logger: logger).wait()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        for number in 0..<count {
            try channel.writeInbound(texts[number % texts.count])
            channel.embeddedEventLoop.run()
            var answer = ByteBuffer()
            while var piece = try channel.readOutbound(as: ByteBuffer.self) { answer.writeBuffer(&piece) }
            guard answer.readString(length: 12) == "HTTP/1.1 202", collector.take().count == 1 else { throw BenchFault("not accepted") }
        }
    }

    /// As wrk asks (Benchmarks/codes.lua).
    private static func text(_ number: Int, key: String) -> String {
        let body =
            #"{"recipient": {"email": "c\#(number)@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "bench-\#(number)"}"#
        return "POST /v1/codes HTTP/1.1\r\nHost: 127.0.0.1:18080\r\nAuthorization: Bearer \(key)\r\nContent-Length: \(body.utf8.count)\r\n"
            + "Content-Type: application/json\r\n\r\n" + body
    }
}
