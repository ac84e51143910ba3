import Foundation
import Synchronization
import TestKit
import Testing

/// A disk that is full for ten seconds in the middle of load, with messages on their way.
@Suite("Full disk under load", .serialized, .enabled(if: StorageShim.isAvailable))
struct FullDiskUnderLoadTests {
    private static let connections = 4
    /// How long the relay thinks about each message, so that a few hundred wait when the disk is full.
    private static let thoughtMicroseconds: UInt32 = 50_000

    @Test("refused with 503, nothing acknowledged lost, nothing submitted that cannot be settled, all by itself again")
    func tenSeconds() async throws {
        let shim = try await StorageShim()
        let isSlow = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject, isSlow.withLock({ $0 }) { usleep(Self.thoughtMicroseconds) }
                return .usual
            })
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start(environment: shim.environment(service))
        let traffic = Traffic()
        try await traffic.flow(to: service) {
            try await until("a backlog", within: .seconds(60)) { traffic.acknowledged.count >= relay.messages.count + 200 }
            try shim.fail(StorageFault(call: "pwrite", error: "ENOSPC", lasts: true))
            let start = ContinuousClock.now
            try await until("refused", within: .seconds(5)) { !traffic.refused.isEmpty }
            // Those at their dots, and those whose envelopes travelled behind them.
            let submitted = relay.messages.count
            let acknowledged = traffic.acknowledged.count
            try await Task.sleep(until: start + .seconds(10))
            #expect(try await service.get("/readyz").status == 503)
            #expect(traffic.acknowledged.count == acknowledged)
            #expect(traffic.acknowledged.count > relay.messages.count)
            #expect(relay.messages.count - submitted <= 2 * Self.connections)
            isSlow.withLock { $0 = false }
            try shim.heal()
            try await until("ready again", within: .seconds(10)) { try await service.get("/readyz").status == 200 }
            try await until("requests are taken again", within: .seconds(10)) { traffic.acknowledged.count >= acknowledged + 30 }
        }
        #expect(traffic.refused.count >= 30)
        try await expectKept(traffic, service) { relay.recipients }
        await service.stop()
        relay.stop()
    }
}

extension ScriptedRelay {
    /// Who the messages are for, one for each.
    var recipients: [String] {
        messages.compactMap { octets in
            String(decoding: octets, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("To: ") }.map { String($0.dropFirst(4)) }
        }
    }
}
