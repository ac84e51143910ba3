import Glibc
package import Mail
import Queue
import Synchronization

/// Remembers, over a killed process, which messages were past the final dot and not yet settled on disk.
///
/// A small memory-mapped file of slots: writing one costs no system call and no sync, since the kernel keeps the page when the process
/// dies. After a power loss the page may be lost; then the boot identifier differs and every message that was leased counts as in doubt.
///
/// Layout: 64 bytes of header (magic, boot identifier), then slots of 32 bytes: 16 of identifier, 1 of "in use", the rest zero.
package final class FlightRecorder: @unchecked Sendable {
    // @unchecked: the mapping is written by the thread that holds a slot; `occupancy` hands out each slot to one thread at a time.
    private let base: UnsafeMutableRawPointer
    private let occupancy: Mutex<Occupancy>
    private let length: Int
    /// Messages that may be marked at one time.
    let slots: Int
    private let bootIdentifier: [UInt8]

    private static let magic: [UInt8] = Array("PDFLIGHT1\n".utf8)
    private static let headerLength = 64
    private static let slotLength = 32
    package static let fileName = "flight.bin"
    /// As many as settlements may wait for the writer (``Limits/writerInbox`` and ``Limits/readyEntries``), and some in its hands: 1 MiB.
    package static let defaultSlots = 32_768

    private struct Occupancy {
        var free: [Int]
        /// By slot.
        var marked: [QueueID?]
    }

    /// What a former run left behind.
    package enum Former: Hashable, Sendable {
        /// These were past the final dot.
        case inDoubt(Set<QueueID>)
        /// Another boot, or no readable file: all that was leased is in doubt.
        case unknown
        /// There was no former run.
        case none
    }

    /// Opens the recorder of a spool directory and reads what the former run left, which stays there until ``startRun()``.
    ///
    /// - Parameters:
    ///   - bootIdentifier: Changes with every boot of the machine (`/proc/sys/kernel/random/boot_id`).
    ///   - slots: Messages that may be between the final dot and their settlement at one time.
    package static func open(
        directory: String, bootIdentifier: [UInt8], slots: Int = defaultSlots
    ) throws(FlightRecorderFault) -> (FlightRecorder, Former) {
        let path = directory + "/" + fileName
        let length = headerLength + slots * slotLength
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FlightRecorderFault(path: path, code: errno) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FlightRecorderFault(path: path, code: errno) }
        let isNew = status.st_size == 0
        // Blocks are allocated now: a full disk must stop the start, not kill a thread with SIGBUS later.
        let code = posix_fallocate(descriptor, 0, length)
        guard code == 0 else { throw FlightRecorderFault(path: path, code: code) }
        guard let base = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
            throw FlightRecorderFault(path: path, code: errno)
        }
        let recorder = FlightRecorder(base: base, length: length, slots: slots, bootIdentifier: bootIdentifier)
        return (recorder, isNew ? Former.none : recorder.readFormer(slots: slots))
    }

    private init(base: UnsafeMutableRawPointer, length: Int, slots: Int, bootIdentifier: [UInt8]) {
        self.bootIdentifier = bootIdentifier
        self.base = base
        self.length = length
        self.slots = slots
        self.occupancy = Mutex(Occupancy(free: Array((0..<slots).reversed()), marked: Array(repeating: nil, count: slots)))
    }

    deinit { munmap(base, length) }

    /// What the former run left has been dealt with: forgets it. Before this, nothing is recorded.
    package func startRun() { reset(bootIdentifier: bootIdentifier) }

    /// The final dot is about to be written. `nil` when all slots are taken: the caller must not write it now.
    func begin(_ id: QueueID) -> Int? {
        let taken = occupancy.withLock { occupancy -> Int? in
            guard let slot = occupancy.free.popLast() else { return nil }
            occupancy.marked[slot] = id
            return slot
        }
        guard let slot = taken else { return nil }
        let place = base + Self.headerLength + slot * Self.slotLength
        place.storeBytes(of: id.high.bigEndian, as: UInt64.self)
        place.storeBytes(of: id.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        // The mark comes after the identifier, so that a mark never stands beside half an identifier.
        atomicMemoryFence(ordering: .releasing)
        place.storeBytes(of: 1, toByteOffset: 16, as: UInt8.self)
        return slot
    }

    /// The settlement is on disk.
    func end(_ slot: Int) {
        (base + Self.headerLength + slot * Self.slotLength).storeBytes(of: 0, toByteOffset: 16, as: UInt8.self)
        occupancy.withLock { occupancy in
            occupancy.marked[slot] = nil
            occupancy.free.append(slot)
        }
    }

    /// Messages that may have been submitted and whose settlement is not on disk.
    var marked: Set<QueueID> {
        occupancy.withLock { Set($0.marked.lazy.compactMap(\.self)) }
    }

    private func readFormer(slots: Int) -> Former {
        // Without an identifier of the boot nobody can tell whether the page outlived it; none looks like the padding.
        guard !bootIdentifier.isEmpty else { return .unknown }
        let header = UnsafeRawBufferPointer(start: base, count: Self.headerLength)
        guard header.starts(with: Self.magic), header.dropFirst(16).starts(with: Self.padded(bootIdentifier)) else { return .unknown }
        var ids: Set<QueueID> = []
        for slot in 0..<slots {
            let place = UnsafeRawBufferPointer(start: base + Self.headerLength + slot * Self.slotLength, count: Self.slotLength)
            if place[16] == 1, let id = QueueID(bytes: place[..<16]) { ids.insert(id) }
        }
        return .inDoubt(ids)
    }

    private func reset(bootIdentifier: [UInt8]) {
        let all = UnsafeMutableRawBufferPointer(start: base, count: length)
        all.initializeMemory(as: UInt8.self, repeating: 0)
        for (index, byte) in Self.magic.enumerated() { all[index] = byte }
        for (index, byte) in Self.padded(bootIdentifier).enumerated() { all[16 + index] = byte }
        // The boot identifier must outlive a power loss for the next start to see another one.
        msync(base, length, MS_SYNC)
    }

    private static func padded(_ bootIdentifier: [UInt8]) -> [UInt8] {
        Array((bootIdentifier + [UInt8](repeating: 0, count: 40)).prefix(40))
    }
}

/// Why the flight recorder cannot be opened.
package struct FlightRecorderFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    /// An `errno` value.
    package let code: Int32

    package var description: String {
        let reason = String(cString: strerror(code))
        return code == ENOSPC
            ? "\(path): no space left for the flight recorder; free 2 MiB on that disk and start again"
            : "\(path): cannot open the flight recorder (\(reason)); check the owner and mode of the spool directory"
    }
}
