import Foundation
import Inbox
import Mail
import TestKit
import Testing

/// One run: a service is asked for mails from many sides, is killed at a point, starts again, and everything is counted.
struct CrashRun {
    static let requests = 60
    static let connections = 4

    let point: CrashPoint
    let seed: UInt64
    let shim: String

    func tally() async throws -> CrashTally {
        let inbox = InboxStore(clock: ManualClock())
        var options = ServerOptions()
        if point.needsPlainDialogue { options.extensions.remove(.pipelining) }
        let relay = try await InboxServer.start(options, store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        let occurrence = SeededRandom(seed: seed).next(below: point.occurrences) + 1
        try? await service.start(environment: ["LD_PRELOAD=\(shim)", "CRASH_AT=\(point.rawValue):\(occurrence)"])
        let acknowledged = await ask(service)
        let wasKilled = await service.endsByItself(within: .seconds(20))
        if !wasKilled { await service.killHard() }
        try await service.start()
        try await until("seed \(seed): everything acknowledged came to its end", within: .seconds(60)) {
            let queue = try await service.get("/v1/queue").body
            return Self.count("queued", in: queue) + Self.count("leased", in: queue) == 0
        }
        let inDoubt = Int(try await service.metric("postduif_in_doubt_total"))
        await service.stop()
        await relay.stop()
        return count(inbox.messages, acknowledged, inDoubt, wasKilled)
    }

    /// Addresses whose requests were answered with yes.
    private func ask(_ service: ServiceProcess) async -> Set<String> {
        await withTaskGroup(of: String?.self) { group in
            for number in 0..<Self.requests {
                group.addTask {
                    let email = "c\(number)@example.be"
                    return (try? await service.postCode(email))?.status == 202 ? email : nil
                }
            }
            return await group.reduce(into: []) { if let email = $1 { $0.insert(email) } }
        }
    }

    private func count(_ messages: [InboxMessage], _ acknowledged: Set<String>, _ inDoubt: Int, _ wasKilled: Bool) -> CrashTally {
        var tally = CrashTally(runs: 1, unreached: wasKilled ? 0 : 1, acknowledged: acknowledged.count)
        let asked = Set((0..<Self.requests).map { "c\($0)@example.be" })
        let byRecipient = Dictionary(grouping: messages) { $0.recipients.first ?? "" }
        tally.lost = acknowledged.subtracting(byRecipient.keys).count
        for (recipient, copies) in byRecipient {
            if !asked.contains(recipient) || copies.contains(where: { $0.header("To") != recipient }) { tally.foreign += 1 }
            tally.duplicates += copies.count - 1
            if Set(copies.map { $0.header("Message-ID") }).count > 1 { tally.unexplained += 1 }
        }
        tally.unexplained += max(0, tally.duplicates - inDoubt)
        (tally.inDoubt, tally.inDoubtMost) = (inDoubt, inDoubt)
        return tally
    }

    private static func count(_ state: String, in queue: String) -> Int {
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
