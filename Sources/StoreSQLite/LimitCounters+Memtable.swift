import Issuance
import Mail

extension LimitCounters: MemtableValue {
    static let octets = 48

    /// For good: a clock that was put back behind the beginning of a window may reach it again.
    func isOver(at now: Instant) -> Bool { LimitWindow.allCases.allSatisfy { left($0, at: now) <= .zero } }

    func append(to log: inout [UInt8]) {
        for count in [minute, hour, day] {
            log.append(bigEndian: UInt64(bitPattern: count.since.microseconds))
            log.append(bigEndian: UInt64(clamping: count.count))
        }
    }

    init(reading log: ArraySlice<UInt8>) {
        func count(at offset: Int) -> Count {
            Count(
                since: Instant(microseconds: Int64(bitPattern: log.word(at: offset))),
                count: Int(clamping: log.word(at: offset + 8)))
        }
        self.init(minute: count(at: 0), hour: count(at: 16), day: count(at: 32))
    }
}
