internal import CSQLite

/// What is set for the whole process, before the first connection.
enum SQLiteLibrary {
    /// SQLite refuses it once it is in use, and works as well without.
    static let isConfigured: Bool = {
        let isQuiet = csqlite_forget_memory_statistics() == SQLITE_OK
        return GatheringVFS.install() && isQuiet
    }()
}
