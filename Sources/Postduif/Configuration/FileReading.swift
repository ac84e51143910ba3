/// The files a configuration names; a protocol, so that permissions are tested without a disk.
protocol FileReading: Sendable {
    /// The content and the permission bits, from one open file, so that what was checked is what was read.
    ///
    /// - Parameter limit: Octets; a longer file is refused.
    func read(_ path: String, limit: Int) throws(FileFault) -> FileContent

    /// The permission bits alone; `nil` if there is no such file.
    func permissions(of path: String) -> UInt32?
}
