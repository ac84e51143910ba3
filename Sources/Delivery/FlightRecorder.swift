import Glibc
import Mail
package import Queue

/// Remembers, over a killed process, which messages were past the final dot and not yet settled on disk, and which of them were accepted.
///
/// A small memory-mapped file of slots: writing one costs no system call and no sync, since the kernel keeps the page when the process
/// dies. After a power loss the page may be lost; then the boot identifier differs and every message that was leased counts as in doubt.
///
/// Layout: a header of the length of a slot (magic, boot identifier), then the slots (``FlightSlot``).
package final class FlightRecorder: @unchecked Sendable {
    // @unchecked: the mapping is written by the thread that holds a slot; `places` hands out each slot to one thread at a time.
    private let base: UnsafeMutableRawPointer
    private let places: FlightPlaces
    private let length: Int
    /// Messages that may be marked at one time.
    let slots: Int
    private let bootIdentifier: [UInt8]

    private static let magic: [UInt8] = Array("PDFLIGHT2\n".utf8)
    private static let headerLength = FlightSlot.length
    package static let fileName = "flight.bin"
    /// As many as settlements may wait for the writer (``Limits/writerInbox``): 2 MiB, of which only what is used at once is ever touched.
    package static let defaultSlots = Limits.writerInbox

    /// What a former run left behind.
    package enum Former: Hashable, Sendable {
        /// These were past the final dot.
        case marked(FlightMarks)
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
        let length = headerLength + slots * FlightSlot.length
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
        return (recorder, isNew ? Former.none : recorder.readFormer())
    }

    private init(base: UnsafeMutableRawPointer, length: Int, slots: Int, bootIdentifier: [UInt8]) {
        self.bootIdentifier = bootIdentifier
        self.base = base
        self.length = length
        self.slots = slots
        self.places = FlightPlaces(count: slots)
    }

    deinit { munmap(base, length) }

    /// What the former run left has been dealt with: forgets it. Before this, nothing is recorded.
    package func startRun() {
        for slot in 0..<slots where !self.slot(slot).isFree { self.slot(slot).free() }
        let header = UnsafeMutableRawBufferPointer(start: base, count: Self.headerLength)
        header.initializeMemory(as: UInt8.self, repeating: 0)
        for (index, byte) in Self.magic.enumerated() { header[index] = byte }
        for (index, byte) in Self.padded(bootIdentifier).enumerated() { header[16 + index] = byte }
        // The boot identifier must outlive a power loss for the next start to see another one.
        msync(base, length, MS_SYNC)
    }

    /// The final dot is about to be written. `nil` when all slots are taken: the caller must not write it now.
    func begin(_ id: QueueID) -> Int? {
        let taken = places.take()
        if let taken { slot(taken).begin(id) }
        return taken
    }

    /// 2yz to the dot was read: whatever happens before the settlement is on disk, the message is accepted.
    ///
    /// - Parameter attempt: With the reply; a long text is shortened.
    func accept(_ slot: Int, _ attempt: AttemptRecord) { self.slot(slot).accept(attempt) }

    /// The settlement is on disk, or the relay refused the message: nothing of it is in doubt.
    func end(_ slot: Int) {
        self.slot(slot).free()
        places.free(slot)
    }

    /// Messages past the final dot whose settlement is not on disk.
    var marks: FlightMarks { marks(places.taken) }

    private func marks(_ taken: some Sequence<Int>) -> FlightMarks {
        var found: (accepted: [QueueID: AttemptRecord], inDoubt: Set<QueueID>) = ([:], [])
        for number in taken { slot(number).read(into: &found) }
        return FlightMarks(accepted: found.accepted, inDoubt: .these(found.inDoubt))
    }

    private func slot(_ number: Int) -> FlightSlot { FlightSlot(place: base + Self.headerLength + number * FlightSlot.length) }

    private func readFormer() -> Former {
        // Without an identifier of the boot nobody can tell whether the page outlived it; none looks like the padding.
        guard !bootIdentifier.isEmpty else { return .unknown }
        let header = UnsafeRawBufferPointer(start: base, count: Self.headerLength)
        guard header.starts(with: Self.magic), header.dropFirst(16).starts(with: Self.padded(bootIdentifier)) else { return .unknown }
        return .marked(marks(0..<slots))
    }

    private static func padded(_ bootIdentifier: [UInt8]) -> [UInt8] {
        Array((bootIdentifier + [UInt8](repeating: 0, count: 40)).prefix(40))
    }
}
