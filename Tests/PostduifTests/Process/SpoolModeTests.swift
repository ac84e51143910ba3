import Foundation
import TestKit
import Testing

/// What a running service has on disk is its owner's alone.
@Suite("Modes of the spool")
struct SpoolModeTests {
    @Test("a loose umask and an open directory: nothing in it is open to others, and the admin socket was not for a moment")
    func looseMask() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), prefix: ["sh", "-c", "umask 0; exec \"$@\"", "sh"])
        let files = FileManager.default
        try files.createDirectory(atPath: service.queue, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
        try await service.start()
        let modes = try Dictionary(
            uniqueKeysWithValues: files.subpathsOfDirectory(atPath: service.queue).map { name in
                let attributes = try files.attributesOfItem(atPath: service.queue + "/" + name)
                return (name, try #require(attributes[.posixPermissions] as? Int))
            })
        #expect(modes.filter { $0.value & 0o077 != 0 } == [:])
        // As it was bound: what is narrowed afterwards was open before.
        #expect(modes["postduif.sock"] == 0o700)
        await service.stop()
    }
}
