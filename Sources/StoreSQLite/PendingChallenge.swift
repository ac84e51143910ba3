import Issuance
import Mail

/// Which challenge of a subject was pending when it was last written; whether it is still, its row says.
struct PendingChallenge: MemtableValue, Equatable {
    let id: CodeID
    let expires: Instant

    init(id: CodeID, expires: Instant) {
        self.id = id
        self.expires = expires
    }

    static let octets = 24

    func isOver(at now: Instant) -> Bool { expires <= now }

    func append(to log: inout [UInt8]) {
        log.append(bigEndian: id.high)
        log.append(bigEndian: id.low)
        log.append(bigEndian: UInt64(bitPattern: expires.microseconds))
    }

    init(reading log: ArraySlice<UInt8>) {
        self.init(
            id: CodeID(high: log.word(at: 0), low: log.word(at: 8)),
            expires: Instant(microseconds: Int64(bitPattern: log.word(at: 16))))
    }
}
