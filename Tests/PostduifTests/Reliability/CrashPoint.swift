/// Where the service is killed: the moments of `Tests/Shims/crash.c`.
enum CrashPoint: String, CaseIterable, Sendable {
    case beforeCommit = "before_commit"
    case afterCommit = "after_commit"
    case afterConnect = "after_connect"
    case beforeMail = "before_mail"
    case afterMail = "after_mail"
    case afterRcpt = "after_rcpt"
    case after354 = "after_354"
    case midBody = "mid_body"
    case afterDot = "after_dot"
    case after250 = "after_250"
    case beforeSettlement = "before_settlement"
    case afterSettlement = "after_settlement"
    case midCheckpoint = "mid_checkpoint"
    case midBackup = "mid_backup"
    case afterBackup = "after_backup"
    case midMigration = "mid_migration"

    /// What goes on when it is killed.
    enum Setting: Sendable {
        /// Citizens ask and mails go out.
        case line
        /// The same, and an operator makes a backup.
        case backup
        /// A program starts on a spool of an older schema, or on an empty one.
        case migration
    }

    var setting: Setting {
        switch self {
        case .midBackup, .afterBackup: .backup
        case .midMigration: .migration
        default: .line
        }
    }

    /// Each command in a write of its own, since the moment lies between two of them.
    var needsPlainDialogue: Bool { self == .afterMail || self == .afterRcpt }

    /// Of how many occurrences one is drawn: few enough that every run comes to it.
    var occurrences: UInt64 {
        switch self {
        case .afterConnect: 4
        case .beforeMail: 2
        case .midCheckpoint: 20
        case .beforeSettlement, .afterSettlement: 3
        case .midBackup: 50
        case .afterBackup: 1
        case .midMigration: 23
        default: 12
        }
    }

    /// Words of the table.
    var title: String { rawValue.split(separator: "_").joined(separator: " ") }
}
