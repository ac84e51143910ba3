import Foundation
import Synchronization
import TestKit
import Testing

/// A disk that is full for ten seconds in the middle of load, with messages on their way.
@Suite("Full disk under load", .serialized, .enabled(if: StorageShim.isAvailable))
struct FullDiskUnderLoadTests {
    private static let connections = 4
    /// How long the relay thinks about each message, so that a few hundred wait when the disk is full.
    private static let thoughtMicroseconds: UInt32 = 200_000

    @Test("refused with 503, nothing acknowledged lost, nothing submitted that cannot be settled, all by itself again")
    func tenSeconds() async throws {
        let (shim, relay, isSlow, service) = try await Self.start()
        let traffic = Traffic()
        try await traffic.flow(to: service) {
            try await until("a backlog", within: .seconds(60)) { traffic.acknowledged.count >= relay.messages.count + 200 }
            try shim.fail(StorageFault(call: "pwrite", error: "ENOSPC", lasts: true))
            let start = ContinuousClock.now
            try await until("refused", within: .seconds(5)) { traffic.refused.count >= 30 }
            // Those at their dots, and those whose envelopes travelled behind them.
            let submitted = relay.messages.count
            let acknowledged = traffic.acknowledged.count
            try await Task.sleep(until: start + .seconds(10))
            let ready = try await service.get("/readyz")
            #expect(ready.status == 503, "\(ready)")
            #expect(traffic.acknowledged.count == acknowledged)
            #expect(traffic.acknowledged.count > relay.messages.count)
            #expect(relay.messages.count - submitted <= 2 * Self.connections)
            isSlow.off()
            try shim.heal()
            try await until("ready again", within: .seconds(10)) { try await service.get("/readyz").status == 200 }
            try await until("requests are taken again", within: .seconds(10)) { traffic.acknowledged.count >= acknowledged + 30 }
        }
        #expect(traffic.refused.count >= 30)
        try await expectKept(traffic, service) { relay.recipients }
        await service.stop()
        relay.stop()
    }

    @Test("ended while the disk is full: in doubt is at most what the connections had at their dots", arguments: [true, false])
    func ended(killed: Bool) async throws {
        let (shim, relay, isSlow, service) = try await Self.start()
        let traffic = Traffic()
        try await traffic.flow(to: service) {
            try await until("a backlog", within: .seconds(60)) { traffic.acknowledged.count >= relay.messages.count + 100 }
            try shim.fail(StorageFault(call: "pwrite", error: "ENOSPC", lasts: true))
            try await until("refused", within: .seconds(5)) { traffic.refused.count >= 10 }
        }
        let start = ContinuousClock.now
        if killed { await service.killHard() } else { await service.stop() }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(killed || service.process?.terminationStatus == 0)
        isSlow.off()
        try shim.heal()
        try await service.start()
        try await until("everything acknowledged was sent", within: .seconds(60)) {
            traffic.acknowledged.isSubset(of: Set(relay.recipients))
        }
        try await until("everything is settled", within: .seconds(60)) {
            try await !service.get("/v1/queue").body.contains(/"(queued|leased)":[1-9]/)
        }
        let inDoubt = Int(try await service.metric("postduif_in_doubt_total"))
        let seen = relay.recipients
        #expect(inDoubt <= Self.connections, "more than one for each connection")
        #expect(seen.count - Set(seen).count <= inDoubt)
        #expect(traffic.refused.isDisjoint(with: seen), "refused and mailed")
        await service.stop()
        relay.stop()
    }

    /// A service on a disk that can be filled, before a slow relay.
    private static func start() async throws -> (StorageShim, ScriptedRelay, Switch, ServiceProcess) {
        let shim = try await StorageShim()
        let (relay, isSlow) = try slowRelay()
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start(environment: shim.environment(service))
        return (shim, relay, isSlow, service)
    }

    /// A relay that thinks about each message while it is slow.
    private static func slowRelay() throws -> (ScriptedRelay, Switch) {
        let isSlow = Switch()
        let relay = ScriptedRelay { event in
            if case .message = event.subject, isSlow.isOn { usleep(Self.thoughtMicroseconds) }
            return .usual
        }
        return (try #require(relay), isSlow)
    }
}

/// On until it is switched off.
private final class Switch: Sendable {
    private let state = Mutex(true)
    var isOn: Bool { state.withLock { $0 } }
    func off() { state.withLock { $0 = false } }
}

extension ScriptedRelay {
    /// Who the messages are for, one for each.
    var recipients: [String] {
        messages.compactMap { octets in
            String(decoding: octets, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("To: ") }.map { String($0.dropFirst(4)) }
        }
    }
}
