import ArgumentParser
import Mail

/// `--limit` of lists.
enum PageLimit {
    /// - Throws: Wrong usage for what a page cannot hold.
    static func check(_ limit: Int) throws {
        guard (1...Limits.pageItems).contains(limit) else { throw ValidationError("--limit: give 1 to \(Limits.pageItems)") }
    }
}
