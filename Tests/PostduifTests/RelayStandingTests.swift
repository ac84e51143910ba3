import API
import Delivery
import Mail
import Submission
import TestKit
import Testing

@testable import Postduif

@Suite("How relays stand, as operators see it")
struct RelayStandingTests {
    private let pool: RelayPool = {
        let relays = [("second", 2), ("first", 1)].map { name, priority in
            RelayConfiguration(
                name: name, host: "127.0.0.1", port: 25, tls: .none, ehloName: "send.example.be", connections: 8, priority: priority,
                weight: 3)
        }
        return RelayPool(relays, clock: ManualClock())
    }()

    @Test("the API's report has what the pool knows")
    func report() throws {
        let reports = PoolReport(pool: pool).relays
        #expect(reports.map(\.name) == ["first", "second"])
        let first = try #require(reports.first)
        #expect((first.priority, first.weight, first.concurrency) == (1, 3, 8))
        #expect(!first.isPlain && !first.isBare && first.breaker == "closed")
    }

    @Test("relay list shows priority, weight, concurrency and what a relay is spoken to without")
    func list() {
        let rows = [
            QueueStatus.RelayRow(
                name: "first", breaker: "closed", reason: nil, priority: 1, weight: 3, connections: 5, concurrency: 4, inFlight: 2,
                plain: true, bare: true),
            QueueStatus.RelayRow(
                name: "second", breaker: "open", reason: "connect_failed", priority: 2, weight: 1, connections: 0, concurrency: 8,
                inFlight: 0, plain: false, bare: false),
        ]
        let lines = RelayCommand.List.text(rows).split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.first == "RELAY BREAKER REASON PRIORITY WEIGHT CONNECTIONS CONCURRENCY IN FLIGHT WITHOUT")
        #expect(lines.contains("first closed - 1 3 5 4 2 pipelining, parameters"))
        #expect(lines.contains("second open connect_failed 2 1 0 8 0 -"))
    }
}
