internal import CSQLite
import Glibc

/// An open write-ahead log whose octets are kept until they are to be seen or to be durable.
///
/// They leave when a commit is complete (the header of its last frame tells the size of the database, file format §4.1), before anything is
/// read, synced, cut or measured, and when the next ones do not follow or do not fit. What is written again leaves at once. So another connection finds after each commit
/// what it would have found, and a commit is durable after the same sync as ever. A write that fails is the caller's to know: the octets are
/// dropped, for SQLite rolls back and writes other ones in their place.
///
/// Between transactions nothing is kept back, for the one writer keeps a transaction in its cache (`cache_spill`, ``StoreOpening``): what a
/// rolled back transaction had put into the log early would otherwise stay here, while another connection may write in its place.
struct GatheredLog {
    /// SQLite knows an open file by this, at the beginning.
    private var file = sqlite3_file()
    private var octets: UnsafeMutableRawPointer?
    /// Where they belong in the file.
    private var start: sqlite3_int64 = 0
    private var count = 0
    /// Where the frames end that were written since the log began.
    private var end: sqlite3_int64 = 0
    /// The page that comes next ends a commit.
    private var endsCommit = false

    /// 31 frames with pages of 4 KiB. The system's VFS takes no more at once (`seekAndWriteFd`: 17 bits of a length).
    private static let capacity = 0x1_FFFF
    private static let frameHeader = 24
    /// Behind this value lies the system's file.
    static let systemOffset = (MemoryLayout<GatheredLog>.size + 15) / 16 * 16

    /// - Parameter system: Opens the system's file at its place, and returns SQLite's result code.
    static func open(at file: UnsafeMutablePointer<sqlite3_file>, _ system: (UnsafeMutablePointer<sqlite3_file>) -> Int32) -> Int32 {
        let (log, below) = (Self.log(of: file), Self.below(file))
        log.initialize(to: GatheredLog())
        below.pointee.pMethods = nil
        let code = system(below)
        // Without methods there is nothing to close (sqlite3_vfs, xOpen).
        if code == SQLITE_OK { log.pointee.file.pMethods = methods.pointer }
        return code
    }

    private typealias File = UnsafeMutablePointer<sqlite3_file>

    private static let methods: Methods = {
        var methods = sqlite3_io_methods()
        // Nothing newer: SQLite asks the database's file for shared memory and for pages that are mapped, never its log.
        methods.iVersion = 1
        methods.xClose = { file in
            on(file) { log, below, system in
                let code = log.pointee.flush(to: below)
                free(log.pointee.octets)
                let closed = system.xClose?(below) ?? SQLITE_IOERR
                return code == SQLITE_OK ? closed : code
            }
        }
        methods.xRead = { file, octets, count, offset in
            // No reader is told of a full disk, and not every one would roll back for it.
            let code = flushed(file) { below, system in system.xRead?(below, octets, count, offset) }
            return code == SQLITE_FULL ? SQLITE_IOERR : code
        }
        methods.xWrite = { file, octets, count, offset in
            on(file) { log, below, _ in log.pointee.write(octets, Int(count), at: offset, to: below) }
        }
        methods.xTruncate = { file, size in flushed(file) { below, system in system.xTruncate?(below, size) } }
        methods.xSync = { file, flags in flushed(file) { below, system in system.xSync?(below, flags) } }
        methods.xFileSize = { file, size in flushed(file) { below, system in system.xFileSize?(below, size) } }
        methods.xLock = { file, level in on(file) { _, below, system in system.xLock?(below, level) } }
        methods.xUnlock = { file, level in on(file) { _, below, system in system.xUnlock?(below, level) } }
        methods.xCheckReservedLock = { file, result in on(file) { _, below, system in system.xCheckReservedLock?(below, result) } }
        methods.xFileControl = { file, operation, argument in
            on(file) { _, below, system in system.xFileControl?(below, operation, argument) }
        }
        methods.xSectorSize = { file in on(file) { _, below, system in system.xSectorSize?(below) } }
        methods.xDeviceCharacteristics = { file in on(file) { _, below, system in system.xDeviceCharacteristics?(below) } }
        let place = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        place.initialize(to: methods)
        return Methods(pointer: UnsafePointer(place))
    }()

    // @unchecked: never changed.
    private struct Methods: @unchecked Sendable {
        let pointer: UnsafePointer<sqlite3_io_methods>
    }

    private static func on(
        _ file: File?, _ body: (UnsafeMutablePointer<GatheredLog>, File, sqlite3_io_methods) -> Int32?
    ) -> Int32 {
        guard let file, let system = below(file).pointee.pMethods else { return SQLITE_IOERR }
        return body(log(of: file), below(file), system.pointee) ?? SQLITE_IOERR
    }

    /// The same once nothing is kept back.
    private static func flushed(_ file: File?, _ body: (File, sqlite3_io_methods) -> Int32?) -> Int32 {
        on(file) { log, below, system in
            let code = log.pointee.flush(to: below)
            return code == SQLITE_OK ? body(below, system) : code
        }
    }

    private mutating func write(_ new: UnsafeRawPointer?, _ length: Int, at offset: sqlite3_int64, to below: File) -> Int32 {
        if offset != start + sqlite3_int64(count) || count + length > Self.capacity {
            let code = flush(to: below)
            guard code == SQLITE_OK else { return code }
        }
        if length == Self.frameHeader { endsCommit = new?.loadUnaligned(fromByteOffset: 4, as: UInt32.self) != 0 }
        // The log begins anew, or frames are written again once a transaction has outgrown the cache: in an order of their own.
        let isAgain = offset < end
        end = offset == 0 ? sqlite3_int64(length) : max(end, offset + sqlite3_int64(length))
        guard !isAgain, let new, length <= Self.capacity, let octets = place() else {
            return Self.write(new, length, at: offset, to: below)
        }
        if count == 0 { start = offset }
        (octets + count).copyMemory(from: new, byteCount: length)
        count += length
        guard endsCommit, length != Self.frameHeader else { return SQLITE_OK }
        endsCommit = false
        return flush(to: below)
    }

    /// A connection that only reads takes no memory.
    private mutating func place() -> UnsafeMutableRawPointer? {
        if octets == nil { octets = malloc(Self.capacity) }
        return octets
    }

    private mutating func flush(to below: File) -> Int32 {
        defer { count = 0 }
        let code = count == 0 ? SQLITE_OK : Self.write(octets, count, at: start, to: below)
        if code != SQLITE_OK { endsCommit = false }
        return code
    }

    private static func write(_ octets: UnsafeRawPointer?, _ length: Int, at offset: sqlite3_int64, to below: File) -> Int32 {
        below.pointee.pMethods?.pointee.xWrite?(below, octets, Int32(length), offset) ?? SQLITE_IOERR
    }

    private static func log(of file: File) -> UnsafeMutablePointer<GatheredLog> {
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: GatheredLog.self)
    }

    private static func below(_ file: File) -> File {
        (UnsafeMutableRawPointer(file) + systemOffset).assumingMemoryBound(to: sqlite3_file.self)
    }
}
