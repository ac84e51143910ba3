import Issuance
import Queue
import Synchronization

/// Another store, whose first writes fail.
final class FaultyResealStore: ResealStore {
    private let store: any ResealStore
    private let fault: StoreFault
    private let left: Mutex<Int>
    private let looked = Mutex(0)
    /// How often all boxes were looked at.
    var looks: Int { looked.withLock { $0 } }

    /// - Parameter faults: How many writes fail.
    init(_ store: any ResealStore, faults: Int, _ fault: StoreFault) {
        self.store = store
        self.fault = fault
        left = Mutex(faults)
    }

    private func fail() throws(StoreFault) {
        let fails = left.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
        if fails { throw fault }
    }

    func boxes(in place: SealedPlace, after row: [UInt8], limit: Int) async throws(StoreFault) -> [SealedBox] {
        if place == .queue, row.isEmpty { looked.withLock { $0 += 1 } }
        return try await store.boxes(in: place, after: row, limit: limit)
    }

    func replace(_ boxes: [(former: SealedBox, new: [UInt8])], in place: SealedPlace) async throws(StoreFault) -> Int {
        try fail()
        return try await store.replace(boxes, in: place)
    }

    func sealedUnder() async throws(StoreFault) -> SealedUnder? { try await store.sealedUnder() }

    func setSealedUnder(_ key: UInt32, by actor: AuditActor) async throws(StoreFault) {
        try fail()
        try await store.setSealedUnder(key, by: actor)
    }
}
