import TestKit
import Testing

@testable import StoreSQLite

/// Room is asked for before a backup begins.
@Suite struct BackupFileTests {
    private static let fault = BackupFault.diskFull(path: "/tmp/room.sqlite")

    @Test(arguments: ["/tmp", "/proc"])
    func `a copy that would not fit is not begun`(spool: String) throws {
        let file = BackupFile(path: "/tmp/room.sqlite", isReplacing: false)
        #expect(throws: Self.fault) { try file.checkRoom(for: 1 << 50, spool: spool) }
        try file.checkRoom(for: 4_096, spool: spool)
    }

    @Test func `a file whose name is not on disk is said to stand there, and to be replaced`() {
        let text = BackupFault.notOnDisk(path: "/tmp/room.sqlite", detail: "input/output error").description
        #expect(text.hasPrefix("/tmp/room.sqlite: is whole") && text.contains("input/output error") && text.contains("--force"))
    }
}
