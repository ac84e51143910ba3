/// Where the database lives.
package enum StoreLocation: Hashable, Sendable {
    /// A directory that belongs to one process alone; made with mode 0700 when it is missing.
    case directory(String)
    /// Gone with the process: for trying and testing.
    case memory
}
