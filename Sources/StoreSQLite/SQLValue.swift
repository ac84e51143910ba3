import GRDBSQLite
import Mail

/// One argument of a statement, without the boxes of a general conversion: settlements bind hundreds of thousands a second.
enum SQLValue: Sendable {
    case null
    case int(Int64)
    case text(String)
    case blob([UInt8])
    /// The 16 bytes of an identifier, most significant first.
    case identifier(high: UInt64, low: UInt64)

    static func id<Subject>(_ id: Identifier<Subject>) -> SQLValue { .identifier(high: id.high, low: id.low) }
    static func id<Subject>(_ id: Identifier<Subject>?) -> SQLValue { id.map { .identifier(high: $0.high, low: $0.low) } ?? .null }
    static func key(_ key: SubjectKey) -> SQLValue { .identifier(high: key.high, low: key.low) }
    /// Identifiers behind one another; `null` for none.
    static func ids<Subject>(_ ids: [Identifier<Subject>]?) -> SQLValue { ids.map { .blob($0.flatMap(\.bytes)) } ?? .null }
    static func time(_ instant: Instant) -> SQLValue { .int(instant.microseconds) }
    static func time(_ instant: Instant?) -> SQLValue { instant.map { .int($0.microseconds) } ?? .null }
    static func number(_ number: Int) -> SQLValue { .int(Int64(number)) }
    static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func optional(_ bytes: [UInt8]?) -> SQLValue { bytes.map { .blob($0) } ?? .null }

    /// SQLite copies the bytes before the call returns.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .int(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let text): sqlite3_bind_text(statement, index, text, -1, Self.transient)
        case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
        case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), Self.transient)
        case .identifier(let high, let low):
            withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
                sqlite3_bind_blob(statement, index, $0.baseAddress, 16, Self.transient)
            }
        }
    }
}
