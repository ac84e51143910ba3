import Issuance
import Mail

extension LimitCounters: MemtableValue {
    static let octets = 48

    func isOver(at now: Instant) -> Bool { LimitWindow.allCases.allSatisfy { used($0, at: now) == 0 } }

    func append(to log: inout [UInt8]) {
        for count in [minute, hour, day] {
            log.append(word: UInt64(bitPattern: count.since.microseconds))
            log.append(word: UInt64(count.count))
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
