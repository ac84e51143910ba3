/// How far a backup is.
package struct BackupProgress: Hashable, Sendable {
    /// Pages that are copied.
    package let copied: Int
    /// Pages in all.
    package let total: Int
}
