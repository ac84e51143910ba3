import GRDBSQLite
import Mail
import Queue

/// The columns of the row a statement stands on, by position.
struct Columns {
    let statement: OpaquePointer

    func isNull(_ index: Int32) -> Bool { sqlite3_column_type(statement, index) == SQLITE_NULL }

    func int(_ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

    func number(_ index: Int32) -> Int { Int(sqlite3_column_int64(statement, index)) }

    func time(_ index: Int32) -> Instant { Instant(microseconds: int(index)) }

    func optionalTime(_ index: Int32) -> Instant? { isNull(index) ? nil : time(index) }

    func text(_ index: Int32) -> String {
        guard let start = sqlite3_column_text(statement, index) else { return "" }
        return String(cString: start)
    }

    func optionalText(_ index: Int32) -> String? { isNull(index) ? nil : text(index) }

    func blob(_ index: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, index) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
    }

    func optionalBlob(_ index: Int32) -> [UInt8]? { isNull(index) ? nil : blob(index) }

    func id<Subject>(_ index: Int32) throws(StoreFault) -> Identifier<Subject> {
        guard let start = sqlite3_column_blob(statement, index), sqlite3_column_bytes(statement, index) == 16 else {
            throw .broken("a stored identifier is not 16 bytes long")
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: 16)
        let high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        return Identifier(high: high, low: low)
    }

    func optionalID<Subject>(_ index: Int32) throws(StoreFault) -> Identifier<Subject>? {
        isNull(index) ? nil : try id(index)
    }

    /// Identifiers behind one another, as ``SQLValue/ids(_:)`` keeps them.
    func optionalIDs<Subject>(_ index: Int32) throws(StoreFault) -> [Identifier<Subject>]? {
        guard !isNull(index) else { return nil }
        let bytes = blob(index)
        guard bytes.count.isMultiple(of: 16) else { throw .broken("stored identifiers are not 16 bytes long each") }
        return stride(from: 0, to: bytes.count, by: 16).map { start in
            let halves = [start, start + 8].map { from in bytes[from..<from + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
            return Identifier(high: halves[0], low: halves[1])
        }
    }

    /// An enumeration kept as its raw text.
    func word<Word: RawRepresentable<String>>(_ index: Int32) throws(StoreFault) -> Word {
        guard let word = Word(rawValue: text(index)) else {
            throw .broken("a stored word is not known: a newer program wrote it, or the file is damaged")
        }
        return word
    }

    func optionalWord<Word: RawRepresentable<String>>(_ index: Int32) throws(StoreFault) -> Word? {
        isNull(index) ? nil : try word(index)
    }

    /// As ``Statements/languages`` gives them.
    func languages(_ index: Int32) throws(StoreFault) -> MailLanguages {
        guard let languages = MailLanguages(text: text(index)) else {
            throw .broken("stored languages are not known: a newer program wrote them, or the file is damaged")
        }
        return languages
    }

    func state(_ index: Int32) throws(StoreFault) -> QueueState {
        guard let state = QueueState(code: int(index)) else { throw .broken("a stored queue state is not known") }
        return state
    }

    func lane(_ index: Int32) throws(StoreFault) -> Lane {
        guard let lane = Lane(priority: number(index)) else { throw .broken("a stored lane is not known") }
        return lane
    }
}
