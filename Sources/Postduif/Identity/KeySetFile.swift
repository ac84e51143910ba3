import NIOPosix

/// Keys in a file, which the operator replaces when they change.
struct KeySetFile: KeySetSource {
    let path: String
    let files: any FileReading

    /// On a thread of its own pool: a disk may take its time.
    func fetch() async throws(KeySetFault) -> [UInt8] {
        do {
            return try await NIOThreadPool.singleton.runIfActive { [path, files] in
                try files.read(path, limit: KeySetCache.octets).bytes
            }
        } catch let fault as FileFault {
            throw KeySetFault("\(path) \(fault.advice)")
        } catch {
            throw KeySetFault("\(path) could not be read")
        }
    }
}
