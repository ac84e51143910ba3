import GRDB
import Queue

extension StoreFault {
    /// What an error of the database means for a caller. The texts are SQLite's own and hold no values.
    init(_ error: any Error) {
        switch error {
        case let fault as StoreFault:
            self = fault
        case let error as DatabaseError:
            self = Self.of(error)
        case is CancellationError:
            self = .closed
        default:
            self = .broken("the database gave an unexpected error of type \(type(of: error))")
        }
    }

    private static func of(_ error: DatabaseError) -> StoreFault {
        let text = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        return switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM, .SQLITE_PERM:
            .unwritable(text)
        case .SQLITE_MISUSE, .SQLITE_INTERRUPT, .SQLITE_ABORT:
            .closed
        default:
            .broken(text)
        }
    }

    /// Whether the storage under the database failed: then every request of the batch fails, and none alone.
    var concernsTheWholeBatch: Bool {
        switch self {
        case .unwritable, .closed: true
        case .overloaded, .broken: false
        }
    }
}
