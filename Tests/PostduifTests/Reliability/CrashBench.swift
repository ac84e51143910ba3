import Foundation
import Inbox
import Mail
import TestKit
import Testing

/// What every run of the matrix has: a relay, a service, citizens who ask, and the count at the end.
struct CrashBench {
    static let requests = 60
    static let connections = 4
    /// One in so many lives a second only: what a restart finds of it must not be mailed.
    private static let shortEvery = 6
    /// The way from the last look at the life to the relay's clock, between two processes of a busy machine.
    private static let onTheWay: Duration = .milliseconds(250)

    let seed: UInt64
    let inbox: InboxStore
    let relay: RunningInbox
    let service: ServiceProcess
    private let point: CrashPoint
    private let shim: String

    init(point: CrashPoint, seed: UInt64, shim: String) async throws {
        (self.point, self.seed, self.shim) = (point, seed, shim)
        inbox = InboxStore(clock: WallClock())
        var options = ServerOptions()
        if point.needsPlainDialogue { options.extensions.remove(.pipelining) }
        relay = try await InboxServer.start(options, store: inbox)
        service = try ServiceProcess(
            relay: ServiceProcess.clear(relay.port),
            extra: "kinds: { one_time_code: { minimum_left: \(CrashRequest.minimumLeft)s } }")
    }

    /// The environment in which the program is killed at the point.
    var fatal: [String] {
        let occurrence = SeededRandom(seed: seed).next(below: point.occurrences) + 1
        return ["LD_PRELOAD=\(shim)", "CRASH_AT=\(point.rawValue):\(occurrence)"]
    }

    /// From many sides at once.
    func ask() async -> [CrashRequest] {
        await withTaskGroup(of: CrashRequest.self) { group in
            for number in 0..<Self.requests {
                let life = number % Self.shortEvery == 0 ? CrashRequest.shortLife : CrashRequest.usualLife
                group.addTask { await CrashRequest.ask(service, "c\(number)@example.be", life: life) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Whether it was killed where it should have been; ends it if not.
    func wasKilled() async -> Bool {
        if await service.endsByItself(within: .seconds(20)) { return true }
        await service.killHard()
        return false
    }

    /// Waits until everything came to its end, stops all, and counts.
    func tally(_ requests: [CrashRequest], wasKilled: Bool) async throws -> CrashTally {
        try await until("seed \(seed): everything acknowledged came to its end", within: .seconds(60)) {
            let queue = try await service.get("/v1/queue").body
            return Self.count("queued", in: queue) + Self.count("leased", in: queue) == 0
        }
        var tally = CrashTally(runs: 1, unreached: wasKilled ? 0 : 1, acknowledged: requests.count { $0.answer != nil })
        tally.inDoubt = Int(try await service.metric("postduif_in_doubt_total"))
        tally.inDoubtMost = tally.inDoubt
        let messages = Dictionary(grouping: inbox.messages) { $0.recipients.first ?? "" }
        count(messages, requests, &tally)
        for request in requests where request.answer != nil && messages[request.email] == nil {
            if try await hasExpired(request) { tally.expired += 1 } else { tally.lost += 1 }
        }
        await service.stop()
        await relay.stop()
        return tally
    }

    private func count(_ messages: [String: [InboxMessage]], _ requests: [CrashRequest], _ tally: inout CrashTally) {
        let byEmail = Dictionary(uniqueKeysWithValues: requests.map { ($0.email, $0) })
        for (recipient, copies) in messages {
            let request = byEmail[recipient]
            if request == nil || copies.contains(where: { $0.header("To") != recipient }) { tally.foreign += 1 }
            if let request { tally.late += copies.count { $0.received >= request.lastSubmission + Self.onTheWay } }
            tally.duplicates += copies.count - 1
            if Set(copies.map { $0.header("Message-ID") }).count > 1 { tally.unexplained += 1 }
        }
        tally.unexplained += max(0, tally.duplicates - tally.inDoubt)
    }

    /// Whether the service says of a message that nobody saw that its life was over: only the short ones may.
    private func hasExpired(_ request: CrashRequest) async throws -> Bool {
        guard request.isShort, let id = request.answer?.message.id else { return false }
        return try await service.get("/v1/messages/\(id)").body.contains("\"state\":\"expired\"")
    }

    static func count(_ state: String, in queue: String) -> Int {
        queue.split(separator: "\"\(state)\":").dropFirst().reduce(0) { $0 + (Int($1.prefix { $0.isNumber }) ?? 1) }
    }
}

extension InboxMessage {
    /// The first field of a name, as it stands.
    fileprivate func header(_ name: String) -> String {
        String(decoding: raw, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false).lazy
            .prefix { !$0.isEmpty }.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
}
