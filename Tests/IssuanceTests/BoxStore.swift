import Issuance
import Mail
import Queue
import Synchronization

/// Boxes in memory, for a change of the key alone.
final class BoxStore: ResealStore {
    struct Contents: Sendable {
        var boxes: [SealedPlace: [SealedBox]] = [:]
        var sealedUnder: UInt32?
        var writes: [Int] = []
        /// Runs before each write: what others do meanwhile.
        var meanwhile: (@Sendable (inout [SealedPlace: [SealedBox]]) -> Void)?
    }

    private let state: Mutex<Contents>

    init(_ boxes: [SealedPlace: [SealedBox]]) { state = Mutex(Contents(boxes: boxes)) }

    var contents: Contents { state.withLock { $0 } }
    func change(_ change: @Sendable (inout Contents) -> Void) { state.withLock { change(&$0) } }

    func boxes(in place: SealedPlace, after row: [UInt8], limit: Int) async throws(StoreFault) -> [SealedBox] {
        let all = contents.boxes[place] ?? []
        return Array(all.filter { row.lexicographicallyPrecedes($0.row) }.prefix(limit))
    }

    func replace(_ boxes: [(former: SealedBox, new: [UInt8])], in place: SealedPlace) async throws(StoreFault) -> Int {
        state.withLock { state in
            state.meanwhile?(&state.boxes)
            state.writes.append(boxes.count)
            var count = 0
            for (former, new) in boxes {
                guard let index = state.boxes[place]?.firstIndex(of: former) else { continue }
                state.boxes[place]?[index] = SealedBox(row: former.row, box: new)
                count += 1
            }
            return count
        }
    }

    func sealedUnder() async throws(StoreFault) -> SealedUnder? { contents.sealedUnder.map { SealedUnder(key: $0, since: nil) } }
    func setSealedUnder(_ key: UInt32, by actor: AuditActor) async throws(StoreFault) { change { $0.sealedUnder = key } }
}
