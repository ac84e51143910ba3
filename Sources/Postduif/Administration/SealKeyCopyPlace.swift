import Glibc
import Issuance
import Mail

/// Where a backup and the copy of its seal key may go: never onto one another, nor onto anything that the service lives on.
struct SealKeyCopyPlace {
    let storage: SealKeyStorage
    /// Where the backup goes.
    let backup: String
    let isReplacing: Bool

    /// - Parameter copy: Where the copy goes; `nil`: there is none.
    /// - Throws: One message with the fix.
    func check(_ copy: String?) throws(StartFault) {
        // What lies in the spool directory the store refuses by itself.
        if let place = FilePlace(backup), place.directory != spool { try checkNotKey(backup, place) }
        guard let copy else { return }
        guard let place = FilePlace(copy) else {
            throw StartFault(copy, errno: ENOENT, fix: "make its directory, or name another --seal-key")
        }
        guard ![backup, backup + ".partial"].contains(where: { FilePlace($0) == place }) else {
            throw StartFault("\(copy): the backup and its seal key are two files; name another, best on another disk")
        }
        try checkNotKey(copy, place)
        guard place.directory != spool else {
            throw StartFault("\(copy): lies in the spool directory; name a file elsewhere, best on another disk")
        }
        try checkFormer(copy)
    }

    private var spool: FilePlace.Directory? { FilePlace(storage.database)?.directory }

    private func checkNotKey(_ path: String, _ place: FilePlace) throws(StartFault) {
        var (own, other) = (stat(), stat())
        let isSame = stat(path, &own) == 0 && stat(storage.path, &other) == 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino
        guard !isSame, FilePlace(storage.path) != place else { throw StartFault("\(path): is the seal key itself; name another file") }
        guard FilePlace(storage.path + AuditAnchorFile.suffix) != place else {
            throw StartFault("\(path): is the anchor of the audit log; name another file")
        }
    }

    /// What stands there already.
    private func checkFormer(_ path: String) throws(StartFault) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard isReplacing else { throw Self.exists(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StartFault("\(path): is no plain file") }
        _ = try Self.copy(at: path)
    }

    static func exists(_ path: String) -> StartFault {
        StartFault("\(path): is there already; name another file, or replace both with --force")
    }

    /// What a former copy holds. Only such a one is replaced.
    static func copy(at path: String) throws(StartFault) -> SealKeyFile {
        do {
            return try SealKeyFile(parsing: Secret(try SmallFile.bytes(path, limit: 16 * 1_024)))
        } catch let fault as StartFault {
            throw fault
        } catch {
            throw StartFault("\(path): is no copy of a seal key, and is not replaced; name another file")
        }
    }
}
