import Foundation
import Mail
import Queue
import StoreSQLite
import Testing

@testable import Delivery

extension RelayFaultMatrix {
    /// A backup of a running queue, restored later.
    @Suite struct RestoreTests {
        /// A backup with a message under way and one that waits; its folder has a flight recorder of this boot that knows of neither.
        private func restored(_ former: ScenarioBench) async throws -> SpoolFolder {
            let folder = try SpoolFolder()
            let file = former.folder.file("backup/copy.sqlite")
            try FileManager.default.createDirectory(atPath: former.folder.file("backup"), withIntermediateDirectories: true)
            _ = try await former.store.backup(to: file, isReplacing: true, at: former.clock.now) { _ in }
            try FileManager.default.copyItem(atPath: file, toPath: folder.file("postduif.sqlite"))
            let (recorder, _) = try FlightRecorder.open(directory: folder.path, bootIdentifier: [1], slots: 256)
            recorder.startRun()
            return folder
        }

        @Test(arguments: [(after: 1, mailed: true), (after: 541, mailed: false)])
        func `restored: all that lives arrives once, and nothing whose life is over is mailed`(after: Int, mailed: Bool) async throws {
            try await MisbehavingRelay.with { relay in
                let former = try ScenarioBench([.scenario(relay.port)])
                let begun = try await former.enqueue(["begun"])
                let leases = try await former.store.lease(
                    [.code: 1], owner: LeaseOwner(token: 7), now: former.clock.now, until: former.clock.now + Lease.duration)
                #expect(leases.map(\.entry.id) == begun)
                let ids = try await begun + former.enqueue(["waiting"])
                let folder = try await restored(former)
                former.store.close()

                let bench = try ScenarioBench([.scenario(relay.port)], folder: folder)
                bench.clock.goOn(after: .seconds(after))
                try await bench.run {
                    let cameToTheEnd = try await bench.come(2, to: mailed ? .accepted : .expired)
                    #expect(cameToTheEnd)
                    #expect(ids.allSatisfy { relay.copies(of: $0) == (mailed ? 1 : 0) })
                }
            }
        }
    }
}
