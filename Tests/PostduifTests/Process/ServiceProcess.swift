import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TestKit
import Testing

/// `postduif serve` as a process of its own, with its spool in a temporary folder.
///
/// Unchecked: each test owns its service and changes it between, never during, its concurrent requests.
final class ServiceProcess: @unchecked Sendable {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    /// `SERVICE_BINARY` names another build of the program, such as the release one.
    static let binary = ProcessInfo.processInfo.environment["SERVICE_BINARY"] ?? root + "/.build/debug/postduif"

    /// A service that was killed answers nobody: no request is to wait until somebody listens again.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    let folder: TemporaryFolder
    let port: Int
    /// `nil` before the first start.
    private(set) var process: ChildProcess?
    private let prefix: [String]
    var key = ""

    var configuration: String { folder.file("postduif.yaml") }
    var queue: String { folder.file("queue") }
    var log: String { folder.file("log") }
    var base: String { "http://127.0.0.1:\(port)" }

    /// - Parameters:
    ///   - relay: The YAML of the relay list's one entry.
    ///   - prefix: A program that starts the service, such as strace with its options.
    init(relay: String, prefix: [String] = [], extra: String = "") throws {
        folder = try TemporaryFolder()
        port = try FreePort.next()
        self.prefix = prefix
        try folder.write(
            """
            http: { host: 127.0.0.1, port: \(port) }
            queue: { directory: \(queue) }
            sender: { name: Test, address: no-reply@example.be, bounce_domain: bounce.example.be }
            contact: { name: Service desk, email: servicedesk@example.be }
            templates: { directory: \(Self.root)/templates }
            log: { level: debug }
            relays: [\(relay)]
            \(extra)
            """, to: "postduif.yaml")
    }

    deinit { if let process, process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// A relay entry for a port on this machine.
    static func clear(_ port: Int) -> String {
        "{ name: sink, url: \"smtp://127.0.0.1:\(port)\", tls: none, connections: 4 }"
    }

    /// Registers Liège and makes a key with every scope, without a running service.
    func prepare() async throws {
        let added = try await command([
            "municipality", "add", "--nis", "62063", "--name", "Liège", "--languages", "fr", "--agreement-signed-on", "2026-01-15",
            "--signatory", "A. Signatory", "--function", "bourgmestre",
        ])
        try #require(added.status == 0, "\(added.errors)")
        let made = try await command([
            "key", "create", "--name", "test", "--scope", "activations:write,codes:write,messages:read,queue:operate", "--json",
        ])
        try #require(made.status == 0, "\(made.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: String]
        key = try #require(object?["key"])
    }

    /// Ends with status 124 after a minute: a start that should have been refused would go on for ever.
    func command(_ arguments: [String], environment: [String: String] = [:]) async throws -> Command {
        try await Command.run(["timeout", "60", Self.binary] + arguments + ["--config", configuration], environment: environment)
    }

    /// Starts and waits until it answers.
    ///
    /// - Parameter environment: `NAME=value` of this start alone.
    func start(environment: [String] = []) async throws {
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        process = try ChildProcess(
            ["/usr/bin/env"] + environment + prefix + [Self.binary, "serve", "--config", configuration], output: handle, errors: handle)
        // The child has its own; a thousand runs would keep a thousand of these.
        try handle.close()
        do {
            try await until("the service answers", within: .seconds(120)) {
                if self.process?.isRunning != true { return true }
                return try await self.get("/livez").status == 200
            }
        } catch {
            throw StartFault(log: lastLines())
        }
        // One that is started with an environment may be meant to end at once.
        guard !environment.isEmpty || process?.isRunning == true else { throw StartFault(log: lastLines()) }
    }

    /// It did not start, or not in time.
    struct StartFault: Error {
        let log: String
    }

    private func lastLines() -> String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// Waits for an end that nobody here caused; `false` when the time was over first.
    func endsByItself(within limit: Duration) async -> Bool {
        let limit = ContinuousClock.now + limit
        while process?.isRunning == true, ContinuousClock.now < limit { try? await Task.sleep(for: .milliseconds(10)) }
        return process?.isRunning != true
    }

    func killHard() async {
        guard let process else { return }
        kill(process.processIdentifier, SIGKILL)
        await process.end()
    }

    /// SIGTERM to the service itself: a tracer around it would only let go of it.
    func stop() async {
        let holder = (try? String(contentsOfFile: queue + "/postduif.lock", encoding: .utf8)).flatMap {
            Int32($0.filter(\.isNumber))
        }
        guard let process else { return }
        kill(holder ?? process.processIdentifier, SIGTERM)
        await process.end()
    }

    // MARK: HTTP

    func get(_ path: String) async throws -> ServiceAnswer { try await send(.GET, path, nil) }
    func post(_ path: String, _ json: String) async throws -> ServiceAnswer { try await send(.POST, path, json) }
    func patch(_ path: String, _ json: String) async throws -> ServiceAnswer { try await send(.PATCH, path, json) }

    /// A code for an address of its own.
    ///
    /// - Parameter life: Seconds; `nil` leaves it to the service.
    func postCode(_ email: String, life: Int? = nil) async throws -> ServiceAnswer {
        let lifetime = life.map { ", \"lifetime_s\": \($0)" } ?? ""
        return try await post(
            "/v1/codes",
            "{\"recipient\": {\"email\": \"\(email)\", \"language\": \"nl\"}, \"purpose\": \"sign-in\", \"binding\": \"b\"\(lifetime)}")
    }

    /// Makes the spool directory as an operator restores it: the database from a backup, the seal key from its own.
    func restore(_ backup: String, sealKey: String) throws {
        try FileManager.default.createDirectory(
            atPath: queue, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(atPath: backup, toPath: queue + "/postduif.sqlite")
        try FileManager.default.copyItem(atPath: sealKey, toPath: queue + "/seal.key")
    }

    /// What an operator says before a service starts from it.
    func acceptRestored(_ options: String...) async throws {
        let accepted = try await command(["restore", "accept"] + options)
        try #require(accepted.status == 0, "\(accepted.output)\(accepted.errors)")
    }

    /// One metric's sum over all labels, or with its labels in the name its value, read through the admin socket.
    func metric(_ name: String) async throws -> Double {
        let text = try await Command.run(["curl", "-s", "--unix-socket", queue + "/postduif.sock", "http://localhost/metrics"]).output
        return text.split(separator: "\n").filter { $0.hasPrefix(name + "{") || $0.hasPrefix(name + " ") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    private func send(_ method: HTTPMethod, _ path: String, _ json: String?) async throws -> ServiceAnswer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer \(key)")
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        let response = try await Self.client.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 20)
        return ServiceAnswer(
            status: Int(response.status.code), body: String(buffer: body),
            retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) })
    }
}

/// Waits for a condition, looking every 20 ms; fails with its name when the time is over.
func until(_ name: String, within limit: Duration, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if (try? await condition()) == true { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("not within \(limit): \(name)")
    throw CancellationError()
}
