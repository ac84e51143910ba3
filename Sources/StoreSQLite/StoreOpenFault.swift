/// Why the store did not open. Each description says what to do.
package enum StoreOpenFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Missing and not to be made, not a directory, or not writable.
    case directoryUnusable(path: String, cause: String)
    /// Another process has the directory; its number, when it could be read.
    case inUse(path: String, process: Int32?)
    case diskFull(path: String)
    /// A newer program has been here; the migrations this one does not know.
    case newerSchema(path: String, unknown: [String])
    case damaged(path: String, detail: String)
    /// Commits would not be synced to disk.
    case notDurable(path: String, synchronous: String)
    /// Anything else SQLite or the operating system answered.
    case failed(path: String, detail: String)

    package var description: String {
        switch self {
        case .directoryUnusable(let path, let cause):
            "The queue directory \(path) cannot be used: \(cause). Create it, give it to the service's user with mode 0700, "
                + "or set another directory."
        case .inUse(let path, let process):
            "The queue directory \(path) is in use by another process\(process.map { " (number \($0))" } ?? ""). "
                + "Stop that process, or give this one a directory of its own."
        case .diskFull(let path):
            "The disk that holds \(path) is full. Free space on it and start again."
        case .newerSchema(let path, let unknown):
            "The database in \(path) was written by a newer version of the program (migrations \(unknown.joined(separator: ", "))). "
                + "Start that version, or restore a backup made before the upgrade."
        case .damaged(let path, let detail):
            "The database \(path) is damaged: \(detail). Keep the file, restore the last backup, and start again."
        case .notDurable(let path, let synchronous):
            "The database \(path) does not sync its commits (synchronous is \(synchronous), 2 is needed). "
                + "Use an unmodified SQLite library and a local disk."
        case .failed(let path, let detail):
            "The database \(path) cannot be opened: \(detail). Check the owner and the mode of the files and the state of the disk."
        }
    }
}
