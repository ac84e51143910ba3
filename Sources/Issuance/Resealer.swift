import Mail
import Queue

/// Seals again under the current key whatever is under another one: place by place, a few rows at a time, so that nobody waits for it.
///
/// Interrupted, it begins anew at the next start: what is done costs a look only.
package struct Resealer: Sendable {
    /// What a run did.
    package struct Tally: Hashable, Sendable {
        /// Boxes that were under a former key, whoever sealed them again or wiped them.
        package var found = 0
        /// Boxes sealed again.
        package var resealed = 0
        /// Boxes that are damaged: they are left as they are.
        package var unreadable = 0
        /// Boxes under a key that is not there. It may come back, so the rotation is not at its end.
        package var missingKey = 0

        package init() {}
    }

    /// Rows read at a time, and written at a time: a write of so many holds up a caller for a few milliseconds.
    private static let rowsRead = 256
    private static let rowsWritten = 64
    /// Between two writes.
    private static let rest: Duration = .milliseconds(5)

    private let store: any ResealStore
    private let seal: AESGCMSeal
    private let pause: @Sendable (Duration) async throws -> Void

    /// - Parameter pause: Lets others go first.
    package init(store: any ResealStore, seal: AESGCMSeal, pause: @escaping @Sendable (Duration) async throws -> Void) {
        self.store = store
        self.seal = seal
        self.pause = pause
    }

    /// Goes through all places.
    ///
    /// - Parameter progress: Called after each write.
    package func run(progress: @Sendable (Tally) -> Void = { _ in }) async throws -> Tally {
        var tally = Tally()
        for place in SealedPlace.allCases { try await run(place, &tally, progress) }
        return tally
    }

    private func run(_ place: SealedPlace, _ tally: inout Tally, _ progress: @Sendable (Tally) -> Void) async throws {
        var last: [UInt8] = []
        while true {
            let page = try await store.boxes(in: place, after: last, limit: Self.rowsRead)
            guard let end = page.last else { return }
            last = end.row
            var due = again(page, &tally)[...]
            while !due.isEmpty {
                tally.resealed += try await store.replace(Array(due.prefix(Self.rowsWritten)), in: place)
                due = due.dropFirst(Self.rowsWritten)
                progress(tally)
                try await pause(Self.rest)
            }
        }
    }

    private func again(_ page: [SealedBox], _ tally: inout Tally) -> [(former: SealedBox, new: [UInt8])] {
        var pairs: [(former: SealedBox, new: [UInt8])] = []
        for former in page where !former.box.isEmpty && !seal.isSealedWithCurrentKey(former.box) {
            do throws(SealFault) {
                pairs.append((former, try seal.seal(try seal.open(former.box, context: former.row), context: former.row)))
                tally.found += 1
            } catch {
                switch error {
                case .notAuthentic: tally.unreadable += 1
                case .unknownKey, .unavailable: tally.missingKey += 1
                }
            }
        }
        return pairs
    }
}
